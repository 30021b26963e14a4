resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}

resource "aws_s3_bucket_lifecycle_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 1 # expect: fail
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
