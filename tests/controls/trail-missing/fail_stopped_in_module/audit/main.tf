variable "active" {
  type    = bool
  default = true
}

resource "aws_cloudtrail" "this" {
  name           = "release"
  s3_bucket_name = "trail"
  enable_logging = var.active # expect: fail
}
