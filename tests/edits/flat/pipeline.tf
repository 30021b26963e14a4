resource "aws_codestarconnections_connection" "github" {
  name          = "${var.name}-github"
  provider_type = "GitHub"
}

resource "aws_codepipeline" "orders" {
  name           = var.name
  role_arn       = aws_iam_role.pipeline.arn
  pipeline_type  = "V2"
  execution_mode = "QUEUED"

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
      name             = "Checkout"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]
      configuration = {
        ConnectionArn        = aws_codestarconnections_connection.github.arn
        FullRepositoryId     = var.repository
        BranchName           = "main"
        OutputArtifactFormat = "CODE_ZIP"
      }
    }
  }

  stage {
    name = "Build"
    action {
      name             = "Compile"
      category         = "Build"
      owner            = "AWS"
      provider         = "CodeBuild"
      version          = "1"
      input_artifacts  = ["source"]
      output_artifacts = ["template"]
      configuration = {
        ProjectName = aws_codebuild_project.orders.name
      }
    }
  }

  stage {
    name = "Approve"
    action {
      name     = "Release"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"
      configuration = {
        NotificationArn = aws_sns_topic.delivery.arn
        CustomData      = "Look at the change set before you approve"
      }
    }
  }

  stage {
    name = "Deploy"
    action {
      name            = "Stack"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      input_artifacts = ["template"]
      role_arn        = aws_iam_role.deploy.arn
      configuration = {
        ActionMode   = "CREATE_UPDATE"
        StackName    = "orders"
        TemplatePath = "template::packaged.yaml"
        Capabilities = "CAPABILITY_IAM"
        RoleArn      = aws_iam_role.stack.arn
      }
    }
  }
}

resource "aws_codebuild_project" "orders" {
  name           = "${var.name}-build"
  service_role   = aws_iam_role.build.arn
  encryption_key = aws_kms_key.artifacts.arn
  build_timeout  = 30

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
    environment_variable {
      name  = "AWS_USE_FIPS_ENDPOINT"
      value = "true"
    }
    environment_variable {
      name  = "NPM_TOKEN"
      type  = "SECRETS_MANAGER"
      value = "orders/npm:token"
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build.name
      status     = "ENABLED"
    }
  }

  source {
    type      = "CODEPIPELINE"
    buildspec = "buildspec.yml"
  }

  vpc_config {
    vpc_id             = aws_vpc.delivery.id
    subnets            = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.build.id]
  }
}

resource "aws_security_group" "build" {
  name        = "${var.name}-build"
  description = "Builds"
  vpc_id      = aws_vpc.delivery.id
}

resource "aws_vpc_security_group_egress_rule" "build" {
  security_group_id = aws_security_group.build.id
  cidr_ipv4         = aws_vpc.delivery.cidr_block
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/codebuild/${var.name}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_sns_topic" "delivery" {
  name              = "${var.name}-delivery"
  kms_master_key_id = aws_kms_key.logs.arn
}

resource "aws_sns_topic_policy" "delivery" {
  arn    = aws_sns_topic.delivery.arn
  policy = data.aws_iam_policy_document.topic.json
}

data "aws_iam_policy_document" "topic" {
  statement {
    sid       = "Notifications"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.delivery.arn]
    principals {
      type        = "Service"
      identifiers = ["codestar-notifications.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.delivery.arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_codestarnotifications_notification_rule" "failures" {
  name        = "${var.name}-failures"
  resource    = aws_codepipeline.orders.arn
  detail_type = "BASIC"
  event_type_ids = [
    "codepipeline-pipeline-pipeline-execution-failed",
    "codepipeline-pipeline-manual-approval-needed",
  ]
  target {
    address = aws_sns_topic.delivery.arn
  }
}
