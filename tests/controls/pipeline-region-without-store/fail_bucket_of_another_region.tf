provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = aws_s3_bucket.artifacts.bucket # expect: fail
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.artifacts.arn
      type = "KMS"
    }
  }
}

resource "aws_kms_key" "artifacts" {
}

resource "aws_s3_bucket" "artifacts" {
  region = "us-east-1"
  bucket = "release-artifacts"
}
