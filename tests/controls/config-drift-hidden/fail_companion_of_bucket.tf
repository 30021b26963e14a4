resource "aws_kms_key" "artifacts" {
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
  bucket = "release-artifacts"
}

resource "aws_s3_bucket_public_access_block" "artifacts" {
  bucket            = aws_s3_bucket.artifacts.id
  block_public_acls = true

  lifecycle {
    ignore_changes = [tags, block_public_acls] # expect: fail
  }
}
