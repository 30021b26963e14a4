# The trail of an account, in a stack of its own, that somebody stopped.
resource "aws_s3_bucket" "records" {
  bucket = "account-records"
}

resource "aws_cloudtrail" "account" {
  name                  = "account"
  s3_bucket_name        = aws_s3_bucket.records.id
  is_multi_region_trail = true
  enable_logging        = false # expect: fail
}
