resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_cloudtrail" "this" {
  name                  = "release"
  s3_bucket_name        = "trail"
  is_multi_region_trail = true
}

resource "aws_cloudtrail" "website" {
  name           = "release"
  s3_bucket_name = "trail"
  event_selector {
    include_management_events = false

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::website/"]
    }
  }
}
