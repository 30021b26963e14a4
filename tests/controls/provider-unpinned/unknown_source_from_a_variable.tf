terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "where" {
  type = string
}

module "network" {
  source = var.where # expect: unknown
}

provider "aws" {
  region = "eu-west-1"

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
