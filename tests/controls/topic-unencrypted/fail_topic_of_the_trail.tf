resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_cloudtrail" "this" {
  name           = "release"
  s3_bucket_name = "trail"
  sns_topic_name = aws_sns_topic.approvals.arn
}

resource "aws_kms_key" "events" {
}

resource "aws_sns_topic" "approvals" { # expect: fail
  name              = "approvals"
  kms_master_key_id = aws_kms_key.events.arn
}
