resource "aws_s3_bucket" "artifacts" { # expect: fail
  bucket = "release-artifacts"
}
