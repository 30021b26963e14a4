# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

locals {
  pipeline_arn = "arn:${var.partition}:codepipeline:${var.region}:${var.account_id}:${var.name}"
}

resource "aws_iam_role" "pipeline" {
  name               = "${var.name}-pipeline"
  description        = "Lets the pipeline run its actions."
  assume_role_policy = data.aws_iam_policy_document.pipeline_trust.json
}

resource "aws_iam_role_policy" "pipeline" {
  name   = "run-actions"
  policy = data.aws_iam_policy_document.pipeline.json
  role   = aws_iam_role.pipeline.name
}

data "aws_iam_policy_document" "pipeline_trust" {
  statement {
    sid     = "TrustPipeline"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.pipeline_arn]
    }
  }
}

data "aws_iam_policy_document" "pipeline" {
  statement {
    sid     = "ReadArtifactBucket"
    actions = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"]
    resources = [
      var.artifact_bucket_arn,
      var.artifact_bucket_arn_eu_west_1,
      var.artifact_bucket_arn_us_east_1,
    ]
  }

  statement {
    sid     = "PassArtifacts"
    actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectAcl"]
    resources = [
      "${var.artifact_bucket_arn}/*",
      "${var.artifact_bucket_arn_eu_west_1}/*",
      "${var.artifact_bucket_arn_us_east_1}/*",
    ]
  }

  statement {
    sid       = "UseArtifactKey"
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    resources = [var.kms_key_arn, var.kms_key_arn_eu_west_1, var.kms_key_arn_us_east_1]
  }

  statement {
    sid     = "UseConnection"
    actions = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
    resources = [
      aws_codestarconnections_connection.github.arn,
      aws_codestarconnections_connection.gitlab.arn,
    ]
  }

  statement {
    sid = "PullRepositories"
    actions = [
      "codecommit:CancelUploadArchive",
      "codecommit:GetBranch",
      "codecommit:GetCommit",
      "codecommit:GetRepository",
      "codecommit:GetUploadArchiveStatus",
      "codecommit:UploadArchive",
    ]
    resources = [
      "arn:${var.partition}:codecommit:${var.region}:${var.account_id}:${var.repo_repository}",
    ]
  }

  statement {
    sid       = "DropReadBucket"
    actions   = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"]
    resources = ["arn:${var.partition}:s3:::${var.drop_bucket}"]
  }

  statement {
    sid = "DropReadObject"
    actions = [
      "s3:GetObject",
      "s3:GetObjectTagging",
      "s3:GetObjectVersion",
      "s3:GetObjectVersionTagging",
    ]
    resources = [
      "arn:${var.partition}:s3:::${var.drop_bucket}/${replace(replace(replace(var.drop_object_key, "$", "$${$}"), "*", "$${*}"), "?", "$${?}")}",
    ]
  }

  statement {
    sid       = "DropUseKey"
    actions   = ["kms:Decrypt"]
    resources = [var.drop_kms_key_arn]
  }

  statement {
    sid     = "DescribeImages"
    actions = ["ecr:DescribeImages"]
    resources = [
      "arn:${var.partition}:ecr:${var.region}:${var.account_id}:repository/${var.image_repository}",
    ]
  }

  statement {
    sid       = "RunBuilds"
    actions   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild"]
    resources = [aws_codebuild_project.build.arn, aws_codebuild_project.build_image.arn]
  }

  statement {
    sid     = "WriteCommandLog"
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      aws_cloudwatch_log_group.commands.arn,
      "${aws_cloudwatch_log_group.commands.arn}:*",
    ]
  }

  statement {
    sid       = "AnnounceApprovals"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.approvals.arn]
  }

  statement {
    sid     = "InvokeFunctions"
    actions = ["lambda:InvokeFunction"]
    resources = [
      "arn:${var.partition}:lambda:${var.region}:${var.account_id}:function:${var.validate_function}",
    ]
  }

  statement {
    sid       = "ListFunctions"
    actions   = ["lambda:ListFunctions"]
    resources = ["*"]
  }

  statement {
    sid     = "RunStateMachines"
    actions = ["states:DescribeStateMachine", "states:StartExecution"]
    resources = [
      "arn:${var.partition}:states:${var.region}:${var.account_id}:stateMachine:${var.simulate_state_machine}",
    ]
  }

  statement {
    sid     = "DescribeStateMachineRuns"
    actions = ["states:DescribeExecution"]
    resources = [
      "arn:${var.partition}:states:${var.region}:${var.account_id}:execution:${var.simulate_state_machine}:*",
    ]
  }

  statement {
    sid       = "SiteReadBucket"
    actions   = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"]
    resources = ["arn:${var.partition}:s3:::${var.site_bucket}"]
  }

  statement {
    sid       = "SiteWriteObjects"
    actions   = ["s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectVersionAcl"]
    resources = ["arn:${var.partition}:s3:::${var.site_bucket}/*"]
  }

  statement {
    sid       = "SiteUseKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.site_kms_key_arn]
  }

  statement {
    sid = "FleetRegisterRevision"
    actions = [
      "codedeploy:GetApplication",
      "codedeploy:GetApplicationRevision",
      "codedeploy:ListDeploymentGroups",
      "codedeploy:RegisterApplicationRevision",
    ]
    resources = [
      "arn:${var.partition}:codedeploy:us-east-1:${var.account_id}:application:${var.fleet_application}",
    ]
  }

  statement {
    sid = "FleetDeploy"
    actions = [
      "codedeploy:CreateDeployment",
      "codedeploy:GetDeployment",
      "codedeploy:GetDeploymentGroup",
      "codedeploy:ListDeployments",
    ]
    resources = [
      "arn:${var.partition}:codedeploy:us-east-1:${var.account_id}:deploymentgroup:${var.fleet_application}/${var.fleet_deployment_group}",
    ]
  }

  statement {
    sid     = "ReadDeploymentConfigurations"
    actions = ["codedeploy:GetDeploymentConfig"]
    resources = [
      "arn:${var.partition}:codedeploy:us-east-1:${var.account_id}:deploymentconfig:*",
    ]
  }

  statement {
    sid       = "ListDeploymentConfigurations"
    actions   = ["codedeploy:ListDeploymentConfigs"]
    resources = ["*"]
  }

  statement {
    sid       = "AssumeActionRoles"
    actions   = ["sts:AssumeRole"]
    resources = [var.service_role_arn]
  }

  statement {
    sid = "PortalDeployVersion"
    actions = [
      "elasticbeanstalk:CreateApplicationVersion",
      "elasticbeanstalk:DescribeApplicationVersions",
      "elasticbeanstalk:DescribeApplications",
      "elasticbeanstalk:DescribeEnvironments",
      "elasticbeanstalk:DescribeEvents",
      "elasticbeanstalk:UpdateEnvironment",
    ]
    resources = [
      "arn:${var.partition}:elasticbeanstalk:${var.region}:${var.account_id}:application/${var.portal_application}",
      "arn:${var.partition}:elasticbeanstalk:${var.region}:${var.account_id}:applicationversion/${var.portal_application}/*",
      "arn:${var.partition}:elasticbeanstalk:${var.region}:${var.account_id}:environment/${var.portal_application}/${var.portal_environment}",
    ]
  }

  statement {
    sid = "UpdateEnvironmentStacks"
    actions = [
      "cloudformation:DescribeStackResource",
      "cloudformation:DescribeStackResources",
      "cloudformation:GetTemplate",
      "cloudformation:DescribeStackEvents",
      "cloudformation:DescribeStacks",
      "cloudformation:UpdateStack",
    ]
    resources = [
      "arn:${var.partition}:cloudformation:${var.region}:${var.account_id}:stack/awseb-e-*/*",
    ]
  }

  statement {
    sid       = "UseEnvironmentBucket"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket"]
    resources = ["arn:${var.partition}:s3:::elasticbeanstalk-${var.region}-${var.account_id}"]
  }

  statement {
    sid       = "UseEnvironmentObjects"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:${var.partition}:s3:::elasticbeanstalk-${var.region}-${var.account_id}/*"]
  }

  statement {
    sid     = "UpdateEnvironmentGroups"
    actions = ["autoscaling:ResumeProcesses", "autoscaling:SuspendProcesses"]
    resources = [
      "arn:${var.partition}:autoscaling:${var.region}:${var.account_id}:autoScalingGroup:*:autoScalingGroupName/awseb-e-*",
    ]
  }

  statement {
    sid = "DescribeEnvironment"
    actions = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "ec2:DescribeImages",
      "ec2:DescribeInstances",
      "ec2:DescribeLaunchTemplates",
      "ec2:DescribeSecurityGroups",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "ValidateTemplates"
    actions   = ["cloudformation:ValidateTemplate"]
    resources = ["*"]
  }

  statement {
    sid = "StackDeployStack"
    actions = [
      "cloudformation:CreateStack",
      "cloudformation:DeleteStack",
      "cloudformation:DescribeStackEvents",
      "cloudformation:DescribeStackResources",
      "cloudformation:DescribeStacks",
      "cloudformation:GetTemplate",
      "cloudformation:SetStackPolicy",
      "cloudformation:UpdateStack",
    ]
    resources = [
      "arn:${var.partition}:cloudformation:eu-west-1:${var.account_id}:stack/${var.stack_stack}/*",
    ]
  }

  statement {
    sid       = "StackPassStackRole"
    actions   = ["iam:PassRole"]
    resources = [var.stack_stack_role_arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["cloudformation.amazonaws.com"]
    }
  }

  statement {
    sid = "OldDeployStack"
    actions = [
      "cloudformation:DeleteStack",
      "cloudformation:DescribeStackEvents",
      "cloudformation:DescribeStacks",
    ]
    resources = [
      "arn:${var.partition}:cloudformation:${var.region}:${var.account_id}:stack/${var.old_stack}/*",
    ]
  }

  statement {
    sid       = "OldPassStackRole"
    actions   = ["iam:PassRole"]
    resources = [var.old_stack_role_arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["cloudformation.amazonaws.com"]
    }
  }
}
