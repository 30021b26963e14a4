# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_codepipeline" "this" {
  name           = var.name
  execution_mode = "PARALLEL"
  pipeline_type  = "V2"
  role_arn       = aws_iam_role.pipeline.arn

  artifact_store {
    location = var.artifact_bucket
    region   = var.region
    type     = "S3"

    encryption_key {
      id   = var.kms_key_arn
      type = "KMS"
    }
  }
  artifact_store {
    location = var.artifact_bucket_eu_west_1
    region   = "eu-west-1"
    type     = "S3"

    encryption_key {
      id   = var.kms_key_arn_eu_west_1
      type = "KMS"
    }
  }
  artifact_store {
    location = var.artifact_bucket_us_east_1
    region   = "us-east-1"
    type     = "S3"

    encryption_key {
      id   = var.kms_key_arn_us_east_1
      type = "KMS"
    }
  }

  trigger {
    provider_type = "CodeStarSourceConnection"

    git_configuration {
      source_action_name = "GitHub"

      push {
        branches {
          excludes = ["wip/*"]
          includes = ["main", "release/**"]
        }

        file_paths {
          includes = ["src/**"]
        }
      }

      push {
        tags {
          includes = ["v*"]
        }
      }

      pull_request {
        events = ["OPEN", "UPDATED"]

        branches {
          includes = ["main"]
        }
      }
    }
  }

  variable {
    name          = "Release"
    default_value = "$${var.name} %%{ for x in y } \"\\n\" \u202e"
    description   = "{{ not.jinja }} {% raw %} #{no} // comment /* either */"
  }

  variable {
    name = "Plain"
  }

  stage {
    name = "Sources"

    action {
      name             = "GitHub"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      run_order        = 1
      output_artifacts = ["app"]

      configuration = {
        BranchName           = var.github_branch
        ConnectionArn        = aws_codestarconnections_connection.github.arn
        DetectChanges        = "true"
        FullRepositoryId     = var.github_repository
        OutputArtifactFormat = "CODEBUILD_CLONE_REF"
      }
    }

    action {
      name             = "Lab"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      run_order        = 1
      output_artifacts = ["lab"]

      configuration = {
        BranchName           = var.lab_branch
        ConnectionArn        = aws_codestarconnections_connection.gitlab.arn
        DetectChanges        = "false"
        FullRepositoryId     = var.lab_repository
        OutputArtifactFormat = "CODE_ZIP"
      }
    }

    action {
      name             = "Repo"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeCommit"
      version          = "1"
      run_order        = 1
      output_artifacts = ["repo"]

      configuration = {
        BranchName           = var.repo_branch
        OutputArtifactFormat = "CODEBUILD_CLONE_REF"
        PollForSourceChanges = "false"
        RepositoryName       = var.repo_repository
      }
    }

    action {
      name             = "Drop"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      run_order        = 1
      output_artifacts = ["drop"]

      configuration = {
        PollForSourceChanges = "false"
        S3Bucket             = var.drop_bucket
        S3ObjectKey          = var.drop_object_key
      }
    }

    action {
      name             = "Image"
      category         = "Source"
      owner            = "AWS"
      provider         = "ECR"
      version          = "1"
      run_order        = 1
      namespace        = "ImageVariables"
      output_artifacts = ["image"]

      configuration = {
        ImageTag       = var.image_image_tag
        RepositoryName = var.image_repository
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
      run_order        = 1
      input_artifacts  = ["app", "repo"]
      output_artifacts = ["bundle", "template"]

      configuration = {
        PrimarySource = "app"
        ProjectName   = aws_codebuild_project.build.name
      }
    }

    action {
      name            = "Build-Image"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      run_order       = 2
      input_artifacts = ["app"]

      configuration = {
        ProjectName = aws_codebuild_project.build_image.name
      }
    }

    action {
      name            = "Shell"
      category        = "Compute"
      owner           = "AWS"
      provider        = "Commands"
      version         = "1"
      run_order       = 2
      input_artifacts = ["bundle"]
      commands        = ["echo \"$${HOME}\" %%{x}", "printf '%s' \"$(date)\" \\"]

      output_artifacts_for_compute_action {
        name  = "notes"
        files = ["notes.txt", "out/**"]
      }
    }
  }

  stage {
    name = "Check"

    action {
      name      = "Approve"
      category  = "Approval"
      owner     = "AWS"
      provider  = "Manual"
      version   = "1"
      run_order = 1

      configuration = {
        CustomData         = var.approve_message
        ExternalEntityLink = var.approve_review_url
        NotificationArn    = aws_sns_topic.approvals.arn
      }
    }

    action {
      name            = "Validate"
      category        = "Invoke"
      owner           = "AWS"
      provider        = "Lambda"
      version         = "1"
      run_order       = 2
      input_artifacts = ["bundle"]

      configuration = {
        FunctionName   = var.validate_function
        UserParameters = var.validate_user_parameters
      }
    }

    action {
      name      = "Simulate"
      category  = "Invoke"
      owner     = "AWS"
      provider  = "StepFunctions"
      version   = "1"
      run_order = 2

      configuration = {
        Input           = var.simulate_input
        InputType       = "Literal"
        StateMachineArn = "arn:${var.partition}:states:${var.region}:${var.account_id}:stateMachine:${var.simulate_state_machine}"
      }
    }
  }

  stage {
    name = "Deploy"

    action {
      name            = "Site"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "S3"
      version         = "1"
      run_order       = 1
      input_artifacts = ["bundle"]

      configuration = {
        BucketName          = var.site_bucket
        Extract             = "false"
        KMSEncryptionKeyARN = var.site_kms_key_arn
        ObjectKey           = var.site_object_key
      }
    }

    action {
      name            = "Fleet"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CodeDeploy"
      version         = "1"
      run_order       = 1
      input_artifacts = ["bundle"]
      region          = "us-east-1"

      configuration = {
        ApplicationName     = var.fleet_application
        DeploymentGroupName = var.fleet_deployment_group
      }
    }

    action {
      name            = "Service"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "ECS"
      version         = "1"
      run_order       = 1
      input_artifacts = ["bundle"]
      role_arn        = var.service_role_arn

      configuration = {
        ClusterName = var.service_cluster
        FileName    = var.service_file_name
        ServiceName = var.service_service
      }
    }

    action {
      name            = "Portal"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "ElasticBeanstalk"
      version         = "1"
      run_order       = 1
      input_artifacts = ["bundle"]

      configuration = {
        ApplicationName = var.portal_application
        EnvironmentName = var.portal_environment
      }
    }

    action {
      name            = "Stack"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "CloudFormation"
      version         = "1"
      run_order       = 1
      input_artifacts = ["template"]
      region          = "eu-west-1"

      configuration = {
        ActionMode            = "CREATE_UPDATE"
        Capabilities          = "CAPABILITY_IAM,CAPABILITY_AUTO_EXPAND"
        ParameterOverrides    = var.stack_parameters
        RoleArn               = var.stack_stack_role_arn
        StackName             = var.stack_stack
        TemplateConfiguration = "template::live.json"
        TemplatePath          = "template::stack.yaml"
      }
    }

    action {
      name      = "Old"
      category  = "Deploy"
      owner     = "AWS"
      provider  = "CloudFormation"
      version   = "1"
      run_order = 2

      configuration = {
        ActionMode = "DELETE_ONLY"
        RoleArn    = var.old_stack_role_arn
        StackName  = var.old_stack
      }
    }
  }

  depends_on = [aws_iam_role_policy.pipeline]
}
