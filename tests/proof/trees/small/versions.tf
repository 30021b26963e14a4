terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  backend "s3" {
    bucket       = "state"
    key          = "small.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
