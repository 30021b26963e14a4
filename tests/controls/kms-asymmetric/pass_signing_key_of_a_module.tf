resource "aws_kms_key" "data" {
  description = "Encrypts what the module keeps."
}

resource "aws_kms_key" "zone" {
  description              = "Signs the records of a zone."
  customer_master_key_spec = "ECC_NIST_P256"
  key_usage                = "SIGN_VERIFY"
}
