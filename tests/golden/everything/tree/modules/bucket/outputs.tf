# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "arn" {
  description = "The ARN of the artifact bucket."
  value       = aws_s3_bucket.this.arn
}

output "log_bucket" {
  description = "The name of the bucket for access logs."
  value       = aws_s3_bucket.logs.bucket
}

output "name" {
  description = "The name of the artifact bucket."
  value       = aws_s3_bucket.this.bucket
}
