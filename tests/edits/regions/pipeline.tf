resource "aws_codepipeline" "ledger" {
  name          = var.prefix
  role_arn      = aws_iam_role.pipeline.arn
  pipeline_type = "V2"

  artifact_store {
    region   = "us-east-1"
    location = module.east.bucket
    type     = "S3"
    encryption_key {
      id   = module.east.key_arn
      type = "KMS"
    }
  }

  artifact_store {
    region   = var.second_region
    location = module.west.bucket
    type     = "S3"
    encryption_key {
      id   = module.west.key_arn
      type = "KMS"
    }
  }

  stage {
    name = "Source"
    action {
      name             = "Code"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      output_artifacts = ["code"]
      configuration = {
        S3Bucket             = var.source_bucket
        S3ObjectKey          = "ledger.zip"
        PollForSourceChanges = "false"
      }
    }
    action {
      name             = "Deployment"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["deployment"]
      configuration = {
        ConnectionArn    = aws_codeconnections_connection.bitbucket.arn
        FullRepositoryId = "ledger/deployment"
        BranchName       = "main"
      }
    }
  }

  stage {
    name = "Build"
    action {
      name             = "Image"
      category         = "Build"
      owner            = "AWS"
      provider         = "CodeBuild"
      version          = "1"
      input_artifacts  = ["code"]
      output_artifacts = ["bundle"]
      configuration    = { ProjectName = aws_codebuild_project.build.name }
    }
  }

  stage {
    name = "Release"
    action {
      name      = "Confirm"
      category  = "Approval"
      owner     = "AWS"
      provider  = "Manual"
      version   = "1"
      run_order = 1
    }
    action {
      name            = "Production"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      run_order       = 2
      region          = var.second_region
      input_artifacts = ["bundle"]
      role_arn        = "arn:aws:iam::${var.production_account}:role/${var.prefix}-deploy"
      configuration = {
        ActionMode   = "CREATE_UPDATE"
        StackName    = "ledger"
        TemplatePath = "bundle::template.yaml"
        RoleArn      = "arn:aws:iam::${var.production_account}:role/${var.prefix}-stack"
      }
    }
  }
}

resource "aws_codeconnections_connection" "bitbucket" {
  name          = "${var.prefix}-bitbucket"
  provider_type = "Bitbucket"
}

resource "aws_codebuild_project" "build" {
  name           = "${var.prefix}-build"
  service_role   = aws_iam_role.build.arn
  encryption_key = module.east.key_arn
  artifacts { type = "CODEPIPELINE" }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = var.image
    type         = "LINUX_CONTAINER"
    environment_variable {
      name  = "AWS_USE_FIPS_ENDPOINT"
      value = "true"
    }
  }
  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build.name
    }
  }
  source {
    type      = "CODEPIPELINE"
    buildspec = <<-YAML
      version: 0.2
      phases:
        build:
          commands:
            - make package
      artifacts:
        files: ["**/*"]
    YAML
  }
}

resource "aws_kms_key" "logs" {
  description             = "${var.prefix} logs"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Sid": "Account", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::${var.tools_account}:root"}, "Action": "kms:*", "Resource": "*"},
        {"Sid": "Logs", "Effect": "Allow", "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
         "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"], "Resource": "*",
         "Condition": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:${var.tools_account}:log-group:/aws/codebuild/${var.prefix}"}}}
      ]
    }
  JSON
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/aws/codebuild/${var.prefix}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_event_rule" "source" {
  name          = "${var.prefix}-source"
  event_pattern = <<-JSON
    {
      "source": ["aws.s3"],
      "detail-type": ["Object Created"],
      "detail": {"bucket": {"name": ["${var.source_bucket}"]}, "object": {"key": ["ledger.zip"]}}
    }
  JSON
}

resource "aws_cloudwatch_event_target" "source" {
  rule     = aws_cloudwatch_event_rule.source.name
  arn      = aws_codepipeline.ledger.arn
  role_arn = aws_iam_role.start.arn
}
