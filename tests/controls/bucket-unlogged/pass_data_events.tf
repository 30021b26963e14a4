resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = aws_s3_bucket.artifacts.bucket
    type     = "S3"
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"
}

resource "aws_cloudtrail" "this" {
  name           = "release"
  s3_bucket_name = "trail"

  event_selector {
    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.artifacts.arn}/"]
    }
  }
}
