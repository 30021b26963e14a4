resource "aws_iam_access_key" "deploy" { # expect: fail
  user = "deploy"
}
