output "id" {
  value = aws_s3_bucket.this.id
}
output "arn" {
  value = aws_s3_bucket.this.arn
}
output "policy_id" {
  value = aws_s3_bucket_policy.this.id
}
