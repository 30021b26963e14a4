output "bucket" {
  description = "The bucket's name."
  value       = aws_s3_bucket.this.id
}

output "key_arn" {
  description = "The key that encrypts the bucket."
  value       = aws_kms_key.this.arn
}

output "policy" {
  description = "The bucket's policy document."
  value       = data.aws_iam_policy_document.this.json
}
