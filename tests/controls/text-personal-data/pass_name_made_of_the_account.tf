data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts-${substr(sha256(data.aws_caller_identity.current.account_id), 0, 12)}-${data.aws_region.current.name}"

  tags = {
    Key = upper(aws_kms_key.artifacts.key_id)
  }
}

resource "aws_kms_key" "artifacts" {
  description = "Encrypts the artifacts."
}
