locals {
  roles = {
    pipeline = { service = "codepipeline.amazonaws.com", about = "aws:SourceArn", value = local.pipeline_arn }
    build    = { service = "codebuild.amazonaws.com", about = "aws:SourceAccount", value = local.account }
    starter  = { service = "events.amazonaws.com", about = "aws:SourceAccount", value = local.account }
    trail    = { service = "cloudtrail.amazonaws.com", about = "aws:SourceArn", value = local.trail_arn }
    flow     = { service = "vpc-flow-logs.amazonaws.com", about = "aws:SourceAccount", value = local.account }
  }
  action_roles = toset(["invoke", "deploy"])
}

resource "aws_iam_role" "these" {
  for_each = merge(
    { for name, role in local.roles : name => {
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = role.service }
      Condition = { StringEquals = { (role.about) = role.value } }
    } },
    { for name in local.action_roles : name => {
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:${local.part}:iam::${local.account}:role/${local.app}-pipeline" }
      Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:${local.part}:iam::${local.account}:role/${local.app}-pipeline" } }
    } },
  )
  name = "${local.app}-${each.key}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [each.value]
  })
}

locals {
  grants = {
    pipeline = [
      { sid = "Artifacts", actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], on = ["${aws_s3_bucket.these["artifacts"].arn}/*"] },
      { sid = "ArtifactBucket", actions = ["s3:GetBucketVersioning", "s3:GetBucketLocation", "s3:ListBucket"], on = [aws_s3_bucket.these["artifacts"].arn] },
      { sid = "Keys", actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"], on = [aws_kms_key.delivery.arn] },
      { sid = "Topic", actions = ["sns:Publish"], on = [aws_sns_topic.delivery.arn] },
      { sid = "TopicKey", actions = ["kms:Decrypt", "kms:GenerateDataKey*"], on = [aws_kms_key.audit.arn] },
      { sid = "Repository", actions = ["codecommit:GetBranch", "codecommit:GetCommit", "codecommit:UploadArchive", "codecommit:GetUploadArchiveStatus", "codecommit:CancelUploadArchive", "codecommit:GetRepository"], on = [aws_codecommit_repository.app.arn] },
      { sid = "Builds", actions = ["codebuild:StartBuild", "codebuild:BatchGetBuilds", "codebuild:StopBuild"], on = [for project in aws_codebuild_project.these : project.arn] },
      { sid = "ActionRoles", actions = ["sts:AssumeRole"], on = [for name in local.action_roles : aws_iam_role.these[name].arn] },
    ]
    build = [
      { sid = "Artifacts", actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], on = ["${aws_s3_bucket.these["artifacts"].arn}/*"] },
      { sid = "ArtifactBucket", actions = ["s3:GetBucketLocation", "s3:ListBucket"], on = [aws_s3_bucket.these["artifacts"].arn] },
      { sid = "Keys", actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"], on = [aws_kms_key.delivery.arn] },
      { sid = "Logs", actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:CreateLogGroup"], on = ["${aws_cloudwatch_log_group.these["build"].arn}:*", aws_cloudwatch_log_group.these["build"].arn] },
      { sid = "Login", actions = ["ecr:GetAuthorizationToken"], on = ["*"] },
      { sid = "Images", actions = ["ecr:BatchCheckLayerAvailability", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], on = [aws_ecr_repository.app.arn] },
    ]
    starter = [
      { sid = "Start", actions = ["codepipeline:StartPipelineExecution"], on = [local.pipeline_arn] },
    ]
    trail = [
      { sid = "Write", actions = ["logs:CreateLogStream", "logs:PutLogEvents"], on = ["${aws_cloudwatch_log_group.these["trail"].arn}:*"] },
    ]
    flow = [
      { sid = "Write", actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], on = ["${aws_cloudwatch_log_group.these["flow"].arn}:*"] },
      { sid = "Look", actions = ["logs:DescribeLogGroups"], on = ["*"] },
    ]
    invoke = [
      { sid = "Artifacts", actions = ["s3:GetObject", "s3:GetObjectVersion"], on = ["${aws_s3_bucket.these["artifacts"].arn}/*"] },
      { sid = "ArtifactBucket", actions = ["s3:GetBucketLocation", "s3:ListBucket"], on = [aws_s3_bucket.these["artifacts"].arn] },
      { sid = "Keys", actions = ["kms:Decrypt", "kms:DescribeKey"], on = [aws_kms_key.delivery.arn] },
      { sid = "Function", actions = ["lambda:InvokeFunction"], on = [aws_lambda_function.smoke.arn] },
      { sid = "Functions", actions = ["lambda:ListFunctions"], on = ["*"] },
    ]
    deploy = [
      { sid = "Artifacts", actions = ["s3:GetObject", "s3:GetObjectVersion"], on = ["${aws_s3_bucket.these["artifacts"].arn}/*"] },
      { sid = "ArtifactBucket", actions = ["s3:GetBucketLocation", "s3:ListBucket"], on = [aws_s3_bucket.these["artifacts"].arn] },
      { sid = "Keys", actions = ["kms:Decrypt", "kms:DescribeKey"], on = [aws_kms_key.delivery.arn] },
      { sid = "Definitions", actions = ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition", "ecs:ListTasks", "ecs:DescribeTasks", "ecs:TagResource"], on = ["*"] },
      { sid = "Service", actions = ["ecs:DescribeServices", "ecs:UpdateService"], on = ["arn:${local.part}:ecs:${local.region}:${local.account}:service/shop/web"] },
    ]
  }
}

resource "aws_iam_role_policy" "these" {
  for_each = local.grants
  name     = "own"
  role     = aws_iam_role.these[each.key].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for grant in each.value : { Sid = grant.sid, Effect = "Allow", Action = grant.actions, Resource = grant.on }],
      each.key == "deploy" ? [{
        Sid       = "PassTaskRoles"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = ["arn:${local.part}:iam::${local.account}:role/shop-web-task", "arn:${local.part}:iam::${local.account}:role/shop-web-execution"]
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      }] : [],
    )
  })
}

# People
resource "aws_iam_role" "release_managers" {
  name = "release-managers"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${local.account}:root" }
      Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
    }]
  })
}

resource "aws_iam_role_policy" "release_managers" {
  role = aws_iam_role.release_managers.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Decide"
        Effect    = "Allow"
        Action    = ["codepipeline:PutApprovalResult", "codepipeline:StopPipelineExecution"]
        Resource  = [local.pipeline_arn, "${local.pipeline_arn}/Release/Approve"]
        Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
      },
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = ["codepipeline:GetPipeline", "codepipeline:GetPipelineState", "codepipeline:GetPipelineExecution"]
        Resource = local.pipeline_arn
      },
    ]
  })
}
