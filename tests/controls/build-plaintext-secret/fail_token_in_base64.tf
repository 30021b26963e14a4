resource "aws_codebuild_project" "build" {
  name         = "release-build"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "CODEPIPELINE"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"

    environment_variable {
      name  = "GREETING"
      value = base64encode("ghp_abcdefghijklmnopqrstuvwxyz0123456789") # expect: fail
    }

  }

  source {
    type = "CODEPIPELINE"

  }
}
