resource "aws_kms_key" "this" {
  description             = "Encrypts artifacts."
  deletion_window_in_days = 30
  enable_key_rotation     = true
}
