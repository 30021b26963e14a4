resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_cloudtrail" "this" {
  name                       = "release"
  s3_bucket_name             = "trail"
  cloud_watch_logs_group_arn = "arn:aws:logs:eu-west-1:999988887777:log-group:trails:*" # expect: unknown
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}
