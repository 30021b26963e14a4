# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "arn" {
  description = "The ARN of the pipeline."
  value       = aws_codepipeline.this.arn
}

output "name" {
  description = "The name of the pipeline."
  value       = aws_codepipeline.this.name
}

output "role_arn" {
  description = "The ARN of the pipeline's service role."
  value       = aws_iam_role.pipeline.arn
}
