resource "aws_kms_key" "this" {
  description             = "Encrypts artifacts."
  deletion_window_in_days = 30
}
