terraform {
  required_version = "~> 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.20"
    }
  }

  backend "s3" {
    bucket       = "acme-platform-state"
    key          = "delivery/web/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    kms_key_id   = "arn:aws:kms:eu-central-1:210987654321:key/0f3c2a1e-2b8c-4e25-9c0e-7d1c2f3a4b5c"
    use_lockfile = true
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["210987654321"]

  assume_role {
    role_arn     = "arn:aws:iam::210987654321:role/terraform-delivery"
    session_name = "terraform"
  }

  default_tags {
    tags = local.tags
  }
}
