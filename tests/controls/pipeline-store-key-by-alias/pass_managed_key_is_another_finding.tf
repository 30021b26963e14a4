resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "release-artifacts"
    type     = "S3"
    region   = "eu-west-1"
    encryption_key {
      id   = aws_kms_key.artifacts.arn
      type = "KMS"
    }
  }

  artifact_store {
    location = "release-artifacts"
    type     = "S3"
    region   = "us-east-1"
    encryption_key {
      id   = "alias/aws/s3"
      type = "KMS"
    }
  }

}

resource "aws_kms_key" "artifacts" {
}
