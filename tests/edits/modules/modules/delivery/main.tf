resource "aws_codepipeline" "this" {
  for_each = var.pipelines

  name          = "${var.name}-${each.key}"
  role_arn      = module.pipeline_role.arn
  pipeline_type = "V2"

  dynamic "artifact_store" {
    for_each = [var.artifact_store]
    content {
      location = artifact_store.value.location
      type     = "S3"
      dynamic "encryption_key" {
        for_each = artifact_store.value.kms_key_arn != null ? [artifact_store.value.kms_key_arn] : []
        content {
          id   = encryption_key.value
          type = "KMS"
        }
      }
    }
  }

  stage {
    name = "Source"
    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source_output"]
      configuration = {
        ConnectionArn    = var.connection_arn
        FullRepositoryId = each.value.repository
        BranchName       = each.value.branch
      }
    }
  }

  dynamic "stage" {
    for_each = each.value.stages
    content {
      name = stage.value.name
      dynamic "action" {
        for_each = stage.value.actions
        content {
          name             = action.value.name
          category         = action.value.category
          owner            = lookup(action.value, "owner", "AWS")
          provider         = action.value.provider
          version          = "1"
          input_artifacts  = action.value.inputs
          output_artifacts = action.value.outputs
          configuration    = action.value.configuration
          run_order        = action.value.run_order
        }
      }
    }
  }
}

resource "aws_codebuild_project" "this" {
  for_each = var.builds

  name           = "${var.name}-${each.key}"
  service_role   = module.build_role.arn
  encryption_key = var.artifact_store.kms_key_arn

  artifacts {
    type = "CODEPIPELINE"
  }

  environment {
    compute_type                = "BUILD_GENERAL1_MEDIUM"
    image                       = each.value.image
    type                        = "LINUX_CONTAINER"
    image_pull_credentials_type = "CODEBUILD"
    privileged_mode             = each.value.privileged

    dynamic "environment_variable" {
      for_each = each.value.environment
      content {
        name  = environment_variable.key
        value = environment_variable.value.value
        type  = environment_variable.value.type
      }
    }
  }

  logs_config {
    cloudwatch_logs {
      status     = each.value.logs ? "ENABLED" : "DISABLED"
      group_name = aws_cloudwatch_log_group.build[each.key].name
    }
    s3_logs {
      status = "DISABLED"
    }
  }

  source {
    type      = "CODEPIPELINE"
    buildspec = each.value.buildspec
  }
}

resource "aws_cloudwatch_log_group" "build" {
  for_each          = var.builds
  name              = "/aws/codebuild/${var.name}-${each.key}"
  retention_in_days = 365
  kms_key_id        = var.audit_key_arn
}

module "pipeline_role" {
  source   = "../role"
  name     = "${var.name}-pipeline"
  services = ["codepipeline.amazonaws.com"]
  policies = {
    pipeline = jsonencode({
      Version = "2012-10-17"
      Statement = concat(local.artifact_access, [
        {
          Sid      = "Source"
          Effect   = "Allow"
          Action   = ["codestar-connections:UseConnection", "codeconnections:UseConnection"]
          Resource = var.connection_arn
        },
        {
          Sid      = "Build"
          Effect   = "Allow"
          Action   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild"]
          Resource = [for project in aws_codebuild_project.this : project.arn]
        },
        {
          Sid      = "Notify"
          Effect   = "Allow"
          Action   = "sns:Publish"
          Resource = var.approval_topic_arn
        },
        {
          Sid      = "NotifyKey"
          Effect   = "Allow"
          Action   = ["kms:Decrypt", "kms:GenerateDataKey*"]
          Resource = var.audit_key_arn
        },
        {
          Sid    = "Deploy"
          Effect = "Allow"
          Action = [
            "codedeploy:CreateDeployment",
            "codedeploy:GetDeployment",
            "codedeploy:GetDeploymentConfig",
            "codedeploy:GetApplication",
            "codedeploy:GetApplicationRevision",
            "codedeploy:RegisterApplicationRevision",
          ]
          Resource = [for kind in ["application", "deploymentgroup", "deploymentconfig"] : "arn:${local.partition}:codedeploy:${local.region}:${local.account}:${kind}:*"]
        },
      ])
    })
  }
}

module "build_role" {
  source   = "../role"
  name     = "${var.name}-build"
  services = ["codebuild.amazonaws.com"]
  policies = {
    artifacts = jsonencode({ Version = "2012-10-17", Statement = local.artifact_access })
    logs = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [for group in aws_cloudwatch_log_group.build : "${group.arn}:*"]
      }]
    })
  }
}

data "aws_partition" "this" {}
data "aws_region" "this" {}
data "aws_caller_identity" "this" {}

locals {
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.region
  account   = data.aws_caller_identity.this.account_id

  artifact_access = [
    {
      Sid      = "Artifacts"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
      Resource = "${var.artifact_bucket_arn}/*"
    },
    {
      Sid      = "ArtifactBucket"
      Effect   = "Allow"
      Action   = ["s3:GetBucketVersioning", "s3:GetBucketLocation", "s3:ListBucket", "s3:GetBucketAcl"]
      Resource = var.artifact_bucket_arn
    },
    {
      Sid      = "ArtifactKey"
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
      Resource = var.artifact_store.kms_key_arn
    },
  ]
}
