terraform {
  required_version = ">= 1.10.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.14.1"
    }
  }
}

provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
  assume_role {
    role_arn = "arn:aws:iam::${var.tools_account}:role/terraform"
  }
}

provider "aws" {
  alias             = "west"
  region            = var.second_region
  use_fips_endpoint = true
  assume_role {
    role_arn = "arn:aws:iam::${var.tools_account}:role/terraform"
  }
}
