resource "aws_macie2_account" "this" {
  status = "ENABLED"
}

resource "aws_macie2_classification_job" "artifacts" {
  job_type   = "SCHEDULED"
  job_status = "CANCELLED" # expect: fail

  s3_job_definition {
    bucket_definitions {
      account_id = "111122223333"
      buckets    = [aws_s3_bucket.artifacts.bucket]
    }
  }
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = aws_s3_bucket.artifacts.bucket
    type     = "S3"
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
