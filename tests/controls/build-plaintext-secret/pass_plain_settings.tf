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
      name  = "LOG_LEVEL"
      value = "debug"
    }

    environment_variable {
      name  = "TOKEN_TTL"
      value = "3600"
    }

    environment_variable {
      name  = "DB_PASSWORD_ARN"
      value = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"
    }

    environment_variable {
      name  = "BUCKET"
      value = aws_s3_bucket.site.bucket
    }

  }

  source {
    type = "CODEPIPELINE"

  }
}

resource "aws_s3_bucket" "site" {
  bucket = "site"
}
