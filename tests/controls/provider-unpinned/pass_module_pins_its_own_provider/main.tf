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
  source = "./network"
}

provider "aws" {
  region = "eu-west-1"

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
