resource "aws_kms_key" "this" {
  description             = "Encrypts what the pipeline makes."
  deletion_window_in_days = 29
  enable_key_rotation     = true
}
