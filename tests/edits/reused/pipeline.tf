resource "aws_codecommit_repository" "app" {
  repository_name = "storefront"
  kms_key_id      = aws_kms_key.artifacts.arn
}

resource "aws_codepipeline" "this" {
  name          = var.prefix
  role_arn      = module.pipeline_role.arn
  pipeline_type = "V2"

  artifact_store {
    location = module.bucket["artifacts"].id
    type     = "S3"
    encryption_key {
      id   = aws_kms_key.artifacts.arn
      type = "KMS"
    }
  }

  stage {
    name = "Source"
    action {
      name             = "App"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      output_artifacts = ["source"]
      configuration = {
        RepositoryName       = aws_codecommit_repository.app.repository_name
        BranchName           = "main"
        PollForSourceChanges = "false"
      }
    }
  }

  stage {
    name = "Build"
    action {
      name             = "Build"
      category         = "Build"
      owner            = "AWS"
      provider         = "CodeBuild"
      version          = "1"
      input_artifacts  = ["source"]
      output_artifacts = ["site"]
      configuration = {
        ProjectName = aws_codebuild_project.build.name
      }
    }
  }

  stage {
    name = "Approve"
    action {
      name     = "Approve"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"
      configuration = {
        NotificationArn    = aws_sns_topic.approvals.arn
        CustomData         = "Read the test report before you approve"
        ExternalEntityLink = "https://reports.example.com/storefront"
      }
    }
  }
}

module "pipeline_role" {
  source     = "./modules/service-role"
  name       = "${var.prefix}-pipeline"
  service    = "codepipeline.amazonaws.com"
  account_id = data.aws_caller_identity.me.account_id
  policy     = data.aws_iam_policy_document.pipeline.json
}

data "aws_iam_policy_document" "pipeline" {
  statement {
    sid       = "Artifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["arn:aws:s3:::${var.prefix}-artifacts/*"]
  }
  statement {
    sid       = "Bucket"
    actions   = ["s3:GetBucketVersioning", "s3:GetBucketAcl", "s3:GetBucketLocation", "s3:ListBucket"]
    resources = ["arn:aws:s3:::${var.prefix}-artifacts"]
  }
  statement {
    sid       = "Keys"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:Encrypt", "kms:DescribeKey", "kms:ReEncrypt*"]
    resources = [aws_kms_key.artifacts.arn]
  }
  statement {
    sid       = "ApprovalKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = [aws_kms_key.audit.arn]
  }
  statement {
    sid       = "Source"
    actions   = ["codecommit:GetBranch", "codecommit:GetCommit", "codecommit:GetRepository", "codecommit:UploadArchive", "codecommit:GetUploadArchiveStatus", "codecommit:CancelUploadArchive"]
    resources = [aws_codecommit_repository.app.arn]
  }
  statement {
    sid       = "Build"
    actions   = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]
    resources = [aws_codebuild_project.build.arn]
  }
  statement {
    sid       = "Ask"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.approvals.arn]
  }
}

resource "aws_codebuild_project" "build" {
  name           = "${var.prefix}-build"
  service_role   = module.build_role.arn
  encryption_key = aws_kms_key.artifacts.arn

  artifacts {
    type = "CODEPIPELINE"
  }
  environment {
    compute_type    = "BUILD_GENERAL1_SMALL"
    image           = "aws/codebuild/amazonlinux2-x86_64-standard:5.0"
    type            = "LINUX_CONTAINER"
    privileged_mode = false
    environment_variable {
      name  = "STAGE"
      value = "production"
    }
  }
  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.this["build"].name
    }
  }
  source {
    type = "CODEPIPELINE"
  }
}

module "build_role" {
  source     = "./modules/service-role"
  name       = "${var.prefix}-build"
  service    = "codebuild.amazonaws.com"
  account_id = data.aws_caller_identity.me.account_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
        Resource = ["arn:aws:s3:::${var.prefix}-artifacts/*"]
      },
      {
        Effect   = "Allow"
        Action   = ["s3:GetBucketAcl", "s3:GetBucketLocation"]
        Resource = "arn:aws:s3:::${var.prefix}-artifacts"
      },
      {
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:DescribeKey", "kms:ReEncrypt*"]
        Resource = aws_kms_key.artifacts.arn
      },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.this["build"].arn}:*"
      },
    ]
  })
}
