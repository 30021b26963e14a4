# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_s3_bucket_notification" "this" {
  region = var.region
  bucket = aws_s3_bucket.this.bucket

  eventbridge = true
}
