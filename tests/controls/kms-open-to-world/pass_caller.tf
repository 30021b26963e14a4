resource "aws_kms_key" "artifacts" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DelegateToIdentityPolicies"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
      }, {
      Effect    = "Allow"
      Principal = { AWS = data.aws_caller_identity.current.arn }
      Action    = "kms:Decrypt"
      Resource  = "*"
    }]
  })
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = aws_iam_role.pipeline.arn

  artifact_store {
    location = "artifacts"
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.artifacts.arn
      type = "KMS"
    }
  }
}

resource "aws_iam_role" "pipeline" {
  name               = "pipeline"
  assume_role_policy = "{}"
}

data "aws_caller_identity" "current" {
}
