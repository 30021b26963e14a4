resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_cloudtrail" "this" {
  name           = "release"
  s3_bucket_name = "trail"
  kms_key_id     = "arn:aws:kms:eu-west-1:999988887777:key/0a1b" # expect: fail
}
