provider "aws" {
  alias  = "shared"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/reader"
  }
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = data.aws_iam_role.pipeline.arn # expect: unknown
}

data "aws_iam_role" "pipeline" {
  provider = aws.shared
  name     = "release-pipeline"
}

resource "aws_iam_role" "pipeline" {
  name = "release-pipeline"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = "codepipeline.amazonaws.com" }
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

data "aws_caller_identity" "current" {}
