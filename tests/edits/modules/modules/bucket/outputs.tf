output "id" {
  value = try(aws_s3_bucket_policy.this[0].id, aws_s3_bucket.this[0].id, "")
}
output "name" {
  value = one(aws_s3_bucket.this[*].bucket)
}
output "arn" {
  value = local.bucket_arn
}
