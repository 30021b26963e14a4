resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_cloudtrail" "this" {
  name           = "release"
  s3_bucket_name = "trail-elsewhere"
}
