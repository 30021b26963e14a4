resource "aws_cloudwatch_log_group" "build" { # expect: fail
  name              = "/aws/codebuild/release"
  retention_in_days = 365
}
