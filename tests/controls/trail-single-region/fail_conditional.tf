resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

locals {
  regions = ["eu-west-1"]
}

resource "aws_cloudtrail" "this" {
  name                  = "release"
  s3_bucket_name        = "trail"
  is_multi_region_trail = length(local.regions) > 1 # expect: fail
}
