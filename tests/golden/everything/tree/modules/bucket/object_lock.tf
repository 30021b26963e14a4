# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_s3_bucket_object_lock_configuration" "this" {
  region = var.region
  bucket = aws_s3_bucket.this.bucket

  rule {
    default_retention {
      days = 30
      mode = "COMPLIANCE"
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
