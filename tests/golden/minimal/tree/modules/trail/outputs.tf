# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

output "bucket" {
  description = "The name of the trail bucket."
  value       = aws_s3_bucket.this.bucket
}

output "trail_arn" {
  description = "The ARN of the trail."
  value       = aws_cloudtrail.this.arn
}
