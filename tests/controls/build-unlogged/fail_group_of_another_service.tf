resource "aws_codebuild_project" "build" { # expect: fail
  name         = "${var.team}-build"
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
    type = "NO_SOURCE"
  }
}

resource "aws_cloudwatch_log_group" "cluster" {
  name = "/aws/eks/${random_pet.cluster.id}/cluster"
}

resource "random_pet" "cluster" {
}

variable "team" {
  type = string
}
