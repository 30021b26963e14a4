variable "names" {
  type = set(string)
}

resource "aws_cloudtrail" "this" {
  name           = "audit"
  s3_bucket_name = aws_s3_bucket.trail.id
}

resource "aws_s3_bucket" "trail" { # expect: absent
  bucket = "release-trail"
}

resource "aws_s3_bucket" "data" {
  for_each = var.names
  bucket   = each.key
}

resource "aws_s3_bucket_public_access_block" "data" {
  for_each                = { for name in var.names : name => true if name != "open" }
  bucket                  = aws_s3_bucket.data[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
