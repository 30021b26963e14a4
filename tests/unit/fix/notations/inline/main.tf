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

  stage {
    name = "Source"

    action {
      name     = "Source"
      category = "Source"
      owner    = "AWS"
      provider = "S3"
      version  = "1"
    }
  }
}

resource "aws_kms_key" "artifacts" {
  description = "Artifacts."
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/pipeline" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::artifacts/*"
    }]
  })
}
