resource "aws_codebuild_project" "build" {
  name           = "release-build"
  service_role   = "arn:aws:iam::111122223333:role/build"
  encryption_key = data.aws_kms_alias.s3.target_key_arn # expect: fail

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

data "aws_kms_alias" "s3" {
  name = "alias/aws/s3"
}
