resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = {
    "jane.doe@example.com" = "owner" # expect: fail
  }
}
