variable "buckets" {
  type = set(string)
}

resource "aws_s3_bucket" "logs" {
  bucket = "release-logs"
}

resource "aws_cloudtrail" "data" {
  for_each       = var.buckets
  name           = "${each.key}-data"
  s3_bucket_name = aws_s3_bucket.logs.id

  event_selector {
    include_management_events = false # expect: fail

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::${each.key}/"]
    }
  }
}
