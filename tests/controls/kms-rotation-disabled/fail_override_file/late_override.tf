resource "aws_kms_key" "artifacts" {
  enable_key_rotation = false # expect: fail
}
