resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = data.aws_iam_role.pipeline.arn
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

data "aws_iam_role" "pipeline" {
  name = "release-pipeline"
}
