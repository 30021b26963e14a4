provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
}

provider "aws" {
  alias             = "west"
  region            = "us-west-2"
  use_fips_endpoint = true
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
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
