# The old trail is stopped, as the new one records in its place.
resource "aws_cloudtrail" "old" {
  name           = "account"
  s3_bucket_name = "account-records"
  enable_logging = false
}

resource "aws_cloudtrail" "new" {
  name           = "account-2"
  s3_bucket_name = "account-records-2"
}
