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

  }

  source {
    type      = "CODEPIPELINE"
    buildspec = <<-YAML
      version: 0.2
      env:
        secrets-manager:
          DB_PASSWORD: release/db:password
        parameter-store:
          NPM_TOKEN: /release/npm-token
        variables:
          LOG_LEVEL: debug
      phases:
        build:
          commands:
            - make TOKEN=$NPM_TOKEN
    YAML
  }
}
