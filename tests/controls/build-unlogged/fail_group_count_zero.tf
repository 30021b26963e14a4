resource "aws_codebuild_project" "build" { # expect: fail
  name         = "release-build"
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

resource "aws_cloudwatch_log_group" "build" {
  count = 0

  name              = "/aws/codebuild/release-build"
  kms_key_id        = aws_kms_key.artifacts.arn
  retention_in_days = 365
}

resource "aws_kms_key" "artifacts" {
}
