resource "aws_kms_key" "artifacts" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DelegateToIdentityPolicies"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "kms:*"
      Resource  = "*"
      }, {
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:role/fleet-deployer" }
      Action    = ["kms:Decrypt", "kms:DescribeKey"]
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

  stage {
    name = "Deploy"

    action {
      name            = "Fleet"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CodeDeploy"
      version         = "1"
      input_artifacts = ["bundle"]
      role_arn        = "arn:aws:iam::444455556666:role/fleet-deployer"
    }
  }
}

resource "aws_iam_role" "pipeline" {
  name               = "pipeline"
  assume_role_policy = "{}"
}
