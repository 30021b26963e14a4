resource "aws_codecommit_repository" "app" {
  repository_name = local.app
  description     = "Source of the shop"
  kms_key_id      = aws_kms_key.delivery.arn
}

resource "aws_ecr_repository" "app" {
  name                 = local.app
  image_tag_mutability = "IMMUTABLE"
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.delivery.arn
  }
}

resource "aws_codepipeline" "app" {
  name          = local.app
  role_arn      = aws_iam_role.these["pipeline"].arn
  pipeline_type = "V2"

  artifact_store {
    type     = "S3"
    location = aws_s3_bucket.these["artifacts"].id
    encryption_key {
      type = "KMS"
      id   = aws_kms_key.delivery.arn
    }
  }

  stage {
    name = "Source"
    action {
      name             = "Repository"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      output_artifacts = ["code"]
      configuration = {
        RepositoryName       = aws_codecommit_repository.app.repository_name
        BranchName           = "main"
        PollForSourceChanges = "false"
      }
    }
  }

  stage {
    name = "Build"
    dynamic "action" {
      for_each = { images = 1, tests = 1 }
      content {
        name             = title(action.key)
        category         = "Build"
        owner            = "AWS"
        provider         = "CodeBuild"
        version          = "1"
        run_order        = action.value
        input_artifacts  = ["code"]
        output_artifacts = action.key == "images" ? ["definitions"] : []
        configuration = {
          ProjectName = aws_codebuild_project.these[action.key].name
        }
      }
    }
  }

  stage {
    name = "Release"
    action {
      name     = "Approve"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"
      configuration = {
        NotificationArn = aws_sns_topic.delivery.arn
        CustomData      = "Compare the tests first"
      }
    }
  }

  stage {
    name = "Deploy"
    action {
      name            = "Web"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "ECS"
      version         = "1"
      role_arn        = aws_iam_role.these["deploy"].arn
      input_artifacts = ["definitions"]
      configuration = {
        ClusterName = "shop"
        ServiceName = "web"
      }
    }
    action {
      name            = "Smoke"
      category        = "Invoke"
      owner           = "AWS"
      provider        = "Lambda"
      version         = "1"
      run_order       = 2
      role_arn        = aws_iam_role.these["invoke"].arn
      input_artifacts = ["definitions"]
      configuration = {
        FunctionName   = aws_lambda_function.smoke.function_name
        UserParameters = jsonencode({ url = "https://shop.example.com/health" })
      }
    }
  }
}

resource "aws_codebuild_project" "these" {
  for_each       = { images = true, tests = false }
  name           = "${local.app}-${each.key}"
  service_role   = aws_iam_role.these["build"].arn
  encryption_key = aws_kms_key.delivery.arn

  artifacts {
    type = "CODEPIPELINE"
  }
  source {
    type      = "CODEPIPELINE"
    buildspec = "ci/${each.key}.yml"
  }
  environment {
    type            = "LINUX_CONTAINER"
    compute_type    = "BUILD_GENERAL1_MEDIUM"
    image           = "aws/codebuild/standard:7.0"
    privileged_mode = each.value
    environment_variable {
      name  = "REGISTRY"
      value = aws_ecr_repository.app.repository_url
    }
  }
  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.these["build"].name
    }
  }
}

resource "aws_cloudwatch_log_group" "these" {
  for_each          = { build = "/delivery/build", trail = "/delivery/trail", flow = "/delivery/flow", smoke = "/aws/lambda/${local.app}-smoke" }
  name              = each.value
  retention_in_days = local.settings.retention.logs
  kms_key_id        = aws_kms_key.audit.arn
}

resource "aws_lambda_function" "smoke" {
  function_name = "${local.app}-smoke"
  role          = "arn:aws:iam::210987654321:role/shop-smoke"
  runtime       = "python3.13"
  handler       = "smoke.handler"
  filename      = "smoke.zip"
  kms_key_arn   = aws_kms_key.delivery.arn
}

resource "aws_cloudwatch_event_rule" "main" {
  name = "${local.app}-main"
  event_pattern = jsonencode({
    source      = ["aws.codecommit"]
    detail-type = ["CodeCommit Repository State Change"]
    resources   = [aws_codecommit_repository.app.arn]
    detail = {
      event         = ["referenceCreated", "referenceUpdated"]
      referenceType = ["branch"]
      referenceName = ["main"]
    }
  })
}

resource "aws_cloudwatch_event_target" "main" {
  rule     = aws_cloudwatch_event_rule.main.name
  arn      = aws_codepipeline.app.arn
  role_arn = aws_iam_role.these["starter"].arn
}

resource "aws_cloudwatch_event_rule" "failed" {
  name = "${local.app}-failed"
  event_pattern = jsonencode({
    source      = ["aws.codepipeline"]
    detail-type = ["CodePipeline Pipeline Execution State Change"]
    detail      = { pipeline = [local.app], state = ["FAILED"] }
  })
}

resource "aws_cloudwatch_event_target" "failed" {
  rule = aws_cloudwatch_event_rule.failed.name
  arn  = aws_sns_topic.delivery.arn
}

resource "aws_sns_topic" "delivery" {
  name              = "${local.app}-delivery"
  kms_master_key_id = aws_kms_key.audit.arn
  policy = templatefile("${path.module}/policies/topic.json.tftpl", {
    topic = "arn:${local.part}:sns:${local.region}:${local.account}:${local.app}-delivery"
    rule  = aws_cloudwatch_event_rule.failed.arn
    account = local.account
  })
}
