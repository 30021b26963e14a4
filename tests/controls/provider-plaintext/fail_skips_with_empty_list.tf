provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true # expect: fail
  allowed_account_ids         = []
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
