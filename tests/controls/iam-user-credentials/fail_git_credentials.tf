resource "aws_iam_service_specific_credential" "git" { # expect: fail
  service_name = "codecommit.amazonaws.com"
  user_name    = "deploy"
}
