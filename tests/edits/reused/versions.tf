terraform {
  required_version = "~> 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.20"
    }
  }

  backend "s3" {
    bucket       = "acme-terraform-state"
    key          = "delivery/pipeline.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    kms_key_id   = "arn:aws:kms:eu-central-1:111122223333:key/5f0c1b8e-9d47-4f6b-8a7e-2f6b1c9d0e11"
    use_lockfile = true
  }
}

provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      Service    = "delivery"
      CostCenter = "platform"
    }
  }
}

data "aws_caller_identity" "me" {}
data "aws_partition" "this" {}
