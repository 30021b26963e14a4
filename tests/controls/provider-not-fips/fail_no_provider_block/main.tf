resource "aws_s3_bucket" "artifacts" { # expect: fail
  region = "us-east-1"
  bucket = "release-artifacts"
}
