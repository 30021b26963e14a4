provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
}

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
      name  = "AWS_USE_FIPS_ENDPOINT"
      value = "true"
    }

  }

  source {
    type = "CODEPIPELINE"

  }
}

resource "aws_codebuild_project" "deploy" { # expect: absent
  name         = "release-deploy"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "CODEPIPELINE"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"

  }

  source {
    type = "CODEPIPELINE"

  }
}
