provider "aws" {
  region   = "eu-west-1"
  insecure = true # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
