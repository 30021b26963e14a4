resource "aws_kms_key" "this" {
  description             = "Encrypts artifacts."
  deletion_window_in_days = 30
  enable_key_rotation     = false
}

resource "aws_iam_user" "deployer" {
  name = "deployer"
}
