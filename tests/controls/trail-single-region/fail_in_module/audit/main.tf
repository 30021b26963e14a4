variable "every_region" {
  type    = bool
  default = true
}

resource "aws_cloudtrail" "this" {
  name                  = "release"
  s3_bucket_name        = "trail"
  is_multi_region_trail = var.every_region # expect: fail
}
