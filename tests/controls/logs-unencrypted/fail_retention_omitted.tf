resource "aws_kms_key" "logs" {
}

resource "aws_cloudwatch_log_group" "build" { # expect: fail
  name       = "/aws/codebuild/release"
  kms_key_id = aws_kms_key.logs.arn
}
