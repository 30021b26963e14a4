variable "key" {
  type = string
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/aws/codebuild/release"
  kms_key_id        = var.key # expect: unknown
  retention_in_days = 365
}
