terraform { # expect: fail
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"

}

provider "github" {
  owner = "example"
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
