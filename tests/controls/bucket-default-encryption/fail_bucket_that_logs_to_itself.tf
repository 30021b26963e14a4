resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"
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

resource "aws_s3_bucket_server_side_encryption_configuration" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.artifacts.arn
    }
  }
}

resource "aws_kms_key" "artifacts" {
  enable_key_rotation = true
}

resource "aws_s3_bucket" "copies" {
  bucket = "copies"
}

resource "aws_s3_bucket_logging" "copies" {
  bucket        = aws_s3_bucket.copies.id
  target_bucket = aws_s3_bucket.copies.id
  target_prefix = "log/"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "copies" {
  bucket = aws_s3_bucket.copies.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms" # expect: fail
      kms_master_key_id = aws_kms_key.artifacts.arn
    }
  }
}
