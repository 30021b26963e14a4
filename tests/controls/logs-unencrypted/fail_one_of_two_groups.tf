resource "aws_kms_key" "logs" {
}

resource "aws_cloudwatch_log_group" "this" { # expect: fail
  for_each          = { build = aws_kms_key.logs.arn, deploy = null }
  name              = "/aws/codebuild/${each.key}"
  kms_key_id        = each.value
  retention_in_days = 365
}
