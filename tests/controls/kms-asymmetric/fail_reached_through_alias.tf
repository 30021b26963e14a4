resource "aws_kms_key" "artifacts" {
}

resource "aws_kms_key" "builds" {
  key_usage = "SIGN_VERIFY" # expect: fail
}

resource "aws_kms_alias" "builds" {
  name          = "alias/builds"
  target_key_id = aws_kms_key.builds.key_id
}

resource "aws_codebuild_project" "this" {
  name           = "build"
  encryption_key = aws_kms_alias.builds.arn
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = aws_s3_bucket.artifacts.bucket
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.artifacts.arn
      type = "KMS"
    }
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"
}
