resource "aws_kms_key" "artifacts" {
  description = "-----BEGIN RSA PRIVATE ${"KEY"}-----" # expect: fail
}
