resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = {
    Owner = "jane.doe@example.com" # expect: fail
  }
}
