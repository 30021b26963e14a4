provider "aws" { # expect: fail
  region = "us-east-1"

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
