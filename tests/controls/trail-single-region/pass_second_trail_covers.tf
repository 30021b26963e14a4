resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_cloudtrail" "this" {
  name                  = "release"
  s3_bucket_name        = "trail"
  is_multi_region_trail = true
}

resource "aws_cloudtrail" "local" {
  name                  = "release"
  s3_bucket_name        = "trail"
  is_multi_region_trail = false
}
