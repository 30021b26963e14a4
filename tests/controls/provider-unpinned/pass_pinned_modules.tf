terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

module "network" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.8.1"
}

module "tagged" {
  source = "git::https://github.com/example/network.git?ref=v1.2.3"
}

module "commit" {
  source = "github.com/example/network?ref=0123456789abcdef0123456789abcdef01234567"
}

provider "aws" {
  region = "eu-west-1"

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
