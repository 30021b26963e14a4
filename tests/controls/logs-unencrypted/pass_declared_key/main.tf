resource "aws_cloudwatch_log_group" "build" {
  name              = "/aws/codebuild/release"
  kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/0a1b"
  retention_in_days = 30
}
