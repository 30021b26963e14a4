resource "aws_iam_user_login_profile" "deploy" { # expect: fail
  user = "deploy"
}
