variable "kms_key_arn" {
  type    = string
  default = null
}

resource "aws_cloudwatch_log_group" "build" { # expect: fail
  name              = "/aws/codebuild/release"
  kms_key_id        = var.kms_key_arn
  retention_in_days = 365
}
