resource "aws_codebuild_project" "build" {
  name         = "release-build"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
    type         = "LINUX_CONTAINER"
  }

  source {
    type      = "GITHUB"
    buildspec = "version: 0.2\nphases:\n  build:\n    commands:\n      - git clone https://$GITHUB_TOKEN@github.com/example/tools.git\n" # expect: fail
    location  = "https://github.com/example/app.git"
  }
}
