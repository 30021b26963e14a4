# What public modules are made of: switches by count, `any` settings looked up with try, dynamic blocks over them.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  name = "idiom-${basename(path.cwd) == "" ? "x" : "y"}"
  tags = { Name = local.name, Repository = "none" }
}

module "nothing" {
  source = "./bucket"

  create = false
}

module "bucket" {
  source = "./bucket"

  bucket = local.name
  versioning = {
    status     = true
    mfa_delete = false
  }
  logging = {
    target_bucket = "logs"
    target_object_key_format = {
      partitioned_prefix = { partition_date_source = "DeliveryTime" }
    }
  }
  lifecycle_rule = [
    {
      id      = "log"
      enabled = true
      filter  = { tags = { some = "value", another = "value2" } }
      transition = [
        { days = 30, storage_class = "ONEZONE_IA" },
        { days = 60, storage_class = "GLACIER" },
      ]
      noncurrent_version_expiration = { days = 300 }
    },
    {
      id                                     = "log1"
      enabled                                = false
      abort_incomplete_multipart_upload_days = 7
      expiration                             = { days = 90, expired_object_delete_marker = "true" }
    },
  ]
  server_side_encryption_configuration = {
    rule = { apply_server_side_encryption_by_default = { sse_algorithm = "aws:kms" } }
  }
  cors_rule = jsonencode([{ allowed_methods = ["PUT", "POST"], allowed_origins = ["https://a.example"] }])
  tags      = merge(local.tags, { Extra = "1" })
}

module "network" {
  source = "./network"

  cidr               = "10.0.0.0/16"
  azs                = ["us-east-1a", "us-east-1b", "us-east-1c"]
  private_subnets    = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
  public_subnets     = ["10.0.101.0/24", "10.0.102.0/24"]
  single_nat_gateway = true
}

output "network" {
  value = module.network.plan
}

output "nothing" {
  value = module.nothing.bucket
}
