resource "aws_iam_user" "deploy" { # expect: fail
  for_each = toset(["ann", "bob"])

  name = each.key
}
