# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

# CodePipeline writes the output of commands to a log group of this name.
resource "aws_cloudwatch_log_group" "commands" {
  name              = "/aws/codepipeline/${var.name}"
  kms_key_id        = var.kms_key_arn
  retention_in_days = 731
}
