terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  backend "s3" {
    bucket            = "acme-terraform-state"
    key               = "delivery/orders.tfstate"
    region            = "us-east-2"
    encrypt           = true
    kms_key_id        = "arn:aws:kms:us-east-2:444455556666:key/9e2c1d0b-6f34-4c0a-8c55-0d1a7be1f001"
    use_lockfile      = true
    use_fips_endpoint = true
  }
}

provider "aws" {
  region              = var.region
  use_fips_endpoint   = true
  allowed_account_ids = ["444455556666"]

  default_tags {
    tags = {
      service     = "orders"
      cost-center = "cc-1047"
      managed-by  = "terraform"
    }
  }
}
