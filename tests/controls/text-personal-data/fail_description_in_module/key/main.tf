variable "text" {
  type = string
}

resource "aws_kms_key" "this" {
  description = var.text # expect: fail
}
