resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"

  lifecycle_rule {
    enabled                                = true
    abort_incomplete_multipart_upload_days = 3

    expiration {
      days = 30
    }

    noncurrent_version_expiration {
      days = 30
    }
  }
}
