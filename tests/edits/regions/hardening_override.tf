resource "aws_codebuild_project" "build" {
  environment {
    compute_type    = "BUILD_GENERAL1_SMALL"
    image           = var.image
    type            = "LINUX_CONTAINER"
    privileged_mode = false
    environment_variable {
      name  = "AWS_USE_FIPS_ENDPOINT"
      value = "true"
    }
    environment_variable {
      name  = "DEPLOY_REGION"
      value = var.second_region
    }
  }
}
