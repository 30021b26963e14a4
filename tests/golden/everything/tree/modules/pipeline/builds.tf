# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_codebuild_project" "build" {
  name           = "${var.name}-build"
  description    = "Runs the action Build of the pipeline ${var.name}."
  build_timeout  = 60
  encryption_key = var.kms_key_arn
  service_role   = aws_iam_role.build.arn

  artifacts {
    type = "CODEPIPELINE"
  }

  environment {
    compute_type                = "BUILD_GENERAL1_SMALL"
    image                       = var.build_image
    image_pull_credentials_type = "SERVICE_ROLE"
    privileged_mode             = false
    type                        = "LINUX_CONTAINER"

    environment_variable {
      name  = "TEMPLATE"
      type  = "PLAINTEXT"
      value = "$${path.module} %%{ endif } \"x\" \\"
    }

    environment_variable {
      name  = "FEATURES"
      type  = "PARAMETER_STORE"
      value = "/app/features"
    }

    environment_variable {
      name  = "LICENCE"
      type  = "SECRETS_MANAGER"
      value = "app/licence:key"
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
    buildspec = var.build_buildspec
  }
}

resource "aws_cloudwatch_log_group" "build" {
  name              = "/aws/codebuild/${var.name}-build"
  kms_key_id        = var.kms_key_arn
  retention_in_days = 731
}

resource "aws_iam_role" "build" {
  name               = "${var.name}-build"
  description        = "Lets the build Build read and write artifacts."
  assume_role_policy = data.aws_iam_policy_document.build_trust.json
}

resource "aws_iam_role_policy" "build" {
  name   = "run-build"
  policy = data.aws_iam_policy_document.build.json
  role   = aws_iam_role.build.name
}

data "aws_iam_policy_document" "build_trust" {
  statement {
    sid     = "TrustBuild"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = ["arn:${var.partition}:codebuild:${var.region}:${var.account_id}:project/${var.name}-build"]
    }
  }
}

data "aws_iam_policy_document" "build" {
  statement {
    sid       = "PassArtifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${var.artifact_bucket_arn}/*"]
  }

  statement {
    sid       = "UseArtifactKey"
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    resources = [var.kms_key_arn]
  }

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.build.arn}:*"]
  }

  statement {
    sid       = "UseConnection"
    actions   = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
    resources = [aws_codestarconnections_connection.github.arn]
  }

  statement {
    sid     = "CloneRepositories"
    actions = ["codecommit:GitPull"]
    resources = [
      "arn:${var.partition}:codecommit:${var.region}:${var.account_id}:${var.repo_repository}",
    ]
  }

  statement {
    sid     = "ReadParameters"
    actions = ["ssm:GetParameters"]
    resources = [
      "arn:${var.partition}:ssm:${var.region}:${var.account_id}:parameter/app/features",
    ]
  }

  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      "arn:${var.partition}:secretsmanager:${var.region}:${var.account_id}:secret:app/licence-??????",
    ]
  }

  statement {
    sid       = "LogInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "PullImages"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]
    resources = [
      "arn:${var.partition}:ecr:${var.region}:${var.account_id}:repository/tools/builder",
    ]
  }
}

resource "aws_codebuild_project" "build_image" {
  name           = "${var.name}-build-image"
  description    = "Runs the action Build-Image of the pipeline ${var.name}."
  build_timeout  = 30
  encryption_key = var.kms_key_arn
  service_role   = aws_iam_role.build_image.arn

  artifacts {
    type = "CODEPIPELINE"
  }

  environment {
    compute_type                = "BUILD_GENERAL1_SMALL"
    image                       = var.build_image_image
    image_pull_credentials_type = "CODEBUILD"
    privileged_mode             = true
    type                        = "LINUX_CONTAINER"
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build_image.name
      status     = "ENABLED"
    }
  }

  source {
    type      = "CODEPIPELINE"
    buildspec = var.build_image_buildspec
  }
}

resource "aws_cloudwatch_log_group" "build_image" {
  name              = "/aws/codebuild/${var.name}-build-image"
  kms_key_id        = var.kms_key_arn
  retention_in_days = 731
}

resource "aws_iam_role" "build_image" {
  name               = "${var.name}-build-image"
  description        = "Lets the build Build-Image read and write artifacts."
  assume_role_policy = data.aws_iam_policy_document.build_image_trust.json
}

resource "aws_iam_role_policy" "build_image" {
  name   = "run-build"
  policy = data.aws_iam_policy_document.build_image.json
  role   = aws_iam_role.build_image.name
}

data "aws_iam_policy_document" "build_image_trust" {
  statement {
    sid     = "TrustBuild"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codebuild.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = ["arn:${var.partition}:codebuild:${var.region}:${var.account_id}:project/${var.name}-build-image"]
    }
  }
}

data "aws_iam_policy_document" "build_image" {
  statement {
    sid       = "PassArtifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${var.artifact_bucket_arn}/*"]
  }

  statement {
    sid       = "UseArtifactKey"
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    resources = [var.kms_key_arn]
  }

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.build_image.arn}:*"]
  }

  statement {
    sid       = "UseConnection"
    actions   = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
    resources = [aws_codestarconnections_connection.github.arn]
  }

  statement {
    sid       = "LogInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "PullImages"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]
    resources = ["arn:${var.partition}:ecr:${var.region}:${var.account_id}:repository/base/app"]
  }

  statement {
    sid = "PushImages"
    actions = [
      "ecr:CompleteLayerUpload",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]
    resources = ["arn:${var.partition}:ecr:${var.region}:${var.account_id}:repository/base/app"]
  }
}
