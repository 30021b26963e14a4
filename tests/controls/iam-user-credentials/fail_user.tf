resource "aws_iam_user" "deploy" { # expect: fail
  name = "deploy"
}
