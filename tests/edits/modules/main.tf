terraform {
  required_version = "~> 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0, < 7.0"
    }
  }
  backend "s3" {
    bucket         = "shop-tfstate"
    key            = "platform/delivery"
    region         = "eu-west-1"
    encrypt        = true
    kms_key_id     = "alias/terraform-state"
    dynamodb_table = "shop-tfstate-lock"
  }
}

provider "aws" {
  region = local.region
  default_tags {
    tags = local.tags
  }
}

data "aws_caller_identity" "current" {}

locals {
  region = "eu-west-1"
  name   = "shop-${var.environment}"
  tags = {
    Environment = var.environment
    Team        = "platform"
    Repository  = "github.com/shop/infrastructure"
  }
  settings   = lookup(var.settings, var.environment, var.settings["default"])
  trail_name = "${local.name}-audit"
  trail_arn  = "arn:aws:cloudtrail:${local.region}:${data.aws_caller_identity.current.account_id}:trail/${local.trail_name}"
}

module "artifact_key" {
  source = "./modules/kms"

  description             = "Artifacts of ${local.name}"
  deletion_window_in_days = local.settings.key_deletion_days
  enable_key_rotation     = local.settings.rotate_keys
  aliases                 = ["${local.name}/artifacts"]
  users                   = [module.delivery.pipeline_role_arn, module.delivery.build_role_arn]
}

module "audit_key" {
  source = "./modules/kms"

  description             = "Audit of ${local.name}"
  deletion_window_in_days = local.settings.key_deletion_days
  aliases                 = ["${local.name}/audit"]
  services = {
    trail = {
      principal  = "cloudtrail.amazonaws.com"
      actions    = ["kms:GenerateDataKey*", "kms:DescribeKey"]
      conditions = [{ test = "StringEquals", variable = "aws:SourceArn", values = [local.trail_arn] }]
    }
    logs = {
      principal = "logs.${local.region}.amazonaws.com"
      actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      conditions = [{
        test     = "ArnLike"
        variable = "kms:EncryptionContext:aws:logs:arn"
        values   = ["arn:aws:logs:${local.region}:${data.aws_caller_identity.current.account_id}:log-group:*"]
      }]
    }
    events = {
      principal = "events.amazonaws.com"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    }
  }
}

module "artifacts" {
  source = "./modules/bucket"

  bucket                   = "${local.name}-pipeline-artifacts"
  control_object_ownership = true
  versioning               = { enabled = true }
  attach_tls_policy        = true
  attach_kms_policy        = true
  allowed_kms_key_arn      = module.artifact_key.key_arn
  logging = {
    target_bucket = module.access_logs.name
    target_prefix = "artifacts/"
  }
  server_side_encryption_configuration = {
    rule = {
      bucket_key_enabled = true
      apply_server_side_encryption_by_default = {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = module.artifact_key.key_arn
      }
    }
  }
  lifecycle_rules = [{
    id              = "tidy"
    expiration_days = 30
    noncurrent_days = 60
    abort_days      = 3
  }]
}

module "trail_bucket" {
  source = "./modules/bucket"

  bucket                   = "${local.name}-trail"
  control_object_ownership = true
  versioning               = { status = "enabled" }
  attach_tls_policy        = true
  attach_policy            = true
  policy_statements = [
    {
      Sid       = "AWSCloudTrailAclCheck"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = "arn:aws:s3:::${local.name}-trail"
      Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
    },
    {
      Sid       = "AWSCloudTrailWrite"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::${local.name}-trail/AWSLogs/${data.aws_caller_identity.current.account_id}/*"
      Condition = {
        StringEquals = {
          "s3:x-amz-acl"  = "bucket-owner-full-control"
          "aws:SourceArn" = local.trail_arn
        }
      }
    },
  ]
  server_side_encryption_configuration = {
    rule = {
      apply_server_side_encryption_by_default = {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = module.audit_key.key_arn
      }
    }
  }
}

module "access_logs" {
  source = "./modules/bucket"

  bucket                   = "${local.name}-access-logs"
  control_object_ownership = true
  attach_tls_policy        = true
  attach_policy            = true
  policy_statements = [{
    Sid       = "S3ServerAccessLogsPolicy"
    Effect    = "Allow"
    Principal = { Service = "logging.s3.amazonaws.com" }
    Action    = "s3:PutObject"
    Resource  = "arn:aws:s3:::${local.name}-access-logs/artifacts/*"
    Condition = {
      StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
    }
  }]
  server_side_encryption_configuration = {
    rule = { apply_server_side_encryption_by_default = { sse_algorithm = "AES256" } }
  }
}

module "network" {
  source = "./modules/network"

  name                  = local.name
  cidr                  = "172.20.0.0/16"
  private_subnets       = { "eu-west-1a" = "172.20.0.0/24", "eu-west-1b" = "172.20.1.0/24", "eu-west-1c" = "172.20.2.0/24" }
  endpoint_client_cidrs = ["172.20.0.0/16", "10.0.0.0/8"]
  endpoints = {
    codepipeline = { service = "codepipeline", private_dns_enabled = true }
    s3 = {
      service      = "s3"
      service_type = "Gateway"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = "*"
          Action    = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]
          Resource  = [module.artifacts.arn, "${module.artifacts.arn}/*"]
          Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-9k2m1n0p3q" } }
        }]
      })
    }
  }
  enable_flow_log      = true
  flow_log_kms_key_arn = module.audit_key.key_arn
}

module "trail" {
  source = "./modules/trail"

  name                 = local.trail_name
  bucket               = module.trail_bucket.id
  kms_key_arn          = module.audit_key.key_arn
  artifact_bucket_arns = [module.artifacts.arn]
}

resource "aws_codestarconnections_connection" "this" {
  name          = "${local.name}-gitlab"
  provider_type = "GitLab"
}

resource "aws_sns_topic" "approvals" {
  name              = "${local.name}-approvals"
  kms_master_key_id = module.audit_key.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Events"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = "arn:aws:sns:${local.region}:${data.aws_caller_identity.current.account_id}:${local.name}-approvals"
        Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.failed.arn } }
      },
      {
        Sid       = "Tls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = "*"
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_cloudwatch_event_rule" "failed" {
  name = "${local.name}-failed"
  event_pattern = jsonencode({
    source        = ["aws.codepipeline"]
    "detail-type" = ["CodePipeline Pipeline Execution State Change"]
    detail        = { state = ["FAILED"] }
  })
}

resource "aws_cloudwatch_event_target" "failed" {
  rule = aws_cloudwatch_event_rule.failed.name
  arn  = aws_sns_topic.approvals.arn
}

module "delivery" {
  source = "./modules/delivery"

  name                = local.name
  connection_arn      = aws_codestarconnections_connection.this.arn
  artifact_bucket_arn = module.artifacts.arn
  audit_key_arn       = module.audit_key.key_arn
  approval_topic_arn  = aws_sns_topic.approvals.arn
  artifact_store = {
    location    = module.artifacts.name
    kms_key_arn = module.artifact_key.key_arn
  }
  builds = var.builds
  pipelines = {
    for name, repository in var.repositories : name => {
      repository = repository
      stages = [
        {
          name = "Build"
          actions = [{
            name          = "Build"
            category      = "Build"
            provider      = "CodeBuild"
            inputs        = ["source_output"]
            outputs       = ["build_output"]
            configuration = { ProjectName = "${local.name}-${name}" }
          }]
        },
        {
          name = "Approve"
          actions = [{
            name          = "Approve"
            category      = "Approval"
            provider      = "Manual"
            configuration = { NotificationArn = aws_sns_topic.approvals.arn }
          }]
        },
        {
          name = "Deploy"
          actions = [{
            name     = "Deploy"
            category = "Deploy"
            provider = "CodeDeploy"
            inputs   = ["build_output"]
            configuration = {
              ApplicationName     = name
              DeploymentGroupName = "${name}-${var.environment}"
            }
          }]
        },
      ]
    }
  }
}
