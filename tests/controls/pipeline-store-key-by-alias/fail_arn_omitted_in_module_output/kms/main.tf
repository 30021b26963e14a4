resource "aws_kms_key" "artifacts" {
}

output "key" {
  value = aws_kms_key.artifacts.key_id
}
