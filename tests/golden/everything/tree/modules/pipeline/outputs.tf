# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "approver_policy_arn" {
  description = "The ARN of the policy for those who approve."
  value       = aws_iam_policy.approver.arn
}

output "arn" {
  description = "The ARN of the pipeline."
  value       = aws_codepipeline.this.arn
}

output "connection_arns" {
  description = "The ARNs of the connections, by Git host."
  value = {
    "GitHub" = aws_codestarconnections_connection.github.arn
    "GitLab" = aws_codestarconnections_connection.gitlab.arn
  }
}

output "name" {
  description = "The name of the pipeline."
  value       = aws_codepipeline.this.name
}

output "role_arn" {
  description = "The ARN of the pipeline's service role."
  value       = aws_iam_role.pipeline.arn
}
