resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = {
    Owner = base64encode("jane.doe@example.com") # expect: fail
  }
}
