resource "aws_cloudtrail" "this" {
  name           = "audit"
  s3_bucket_name = "audit-of-all-accounts"
}

resource "aws_flow_log" "this" {
  vpc_id               = "vpc-0a1b2c3d"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::release-flow-logs/network"
}

resource "aws_s3_bucket" "flow_logs" { # expect: fail
  bucket = "release-flow-logs"
}
