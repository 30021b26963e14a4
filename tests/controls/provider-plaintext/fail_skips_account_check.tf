provider "aws" {
  region                     = "eu-west-1"
  skip_requesting_account_id = true # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
