# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

data "aws_caller_identity" "current" {}

module "kms" {
  source = "../kms"

  account_id = data.aws_caller_identity.current.account_id
  dns_suffix = "amazonaws.com"
  log_group_names = [
    "/aws/cloudtrail/${var.name}",
    "/aws/codebuild/${var.name}-build",
    "/aws/vpc/${var.name}",
  ]
  name      = var.name
  partition = var.partition
  publishers = {
    "${var.name}-trail"  = ["cloudtrail.amazonaws.com"]
    "${var.name}-alarms" = ["cloudwatch.amazonaws.com"]
  }
  region      = var.region
  trail_names = [var.name]
}

module "bucket" {
  source = "../bucket"

  account_id           = data.aws_caller_identity.current.account_id
  bucket_name          = var.artifact_bucket_name
  kms_key_arn          = module.kms.key_arn
  log_bucket_name      = var.log_bucket_name
  other_logged_buckets = [var.trail_bucket_name]
  partition            = var.partition
  region               = var.region
}

module "vpc_endpoint" {
  source = "../vpc-endpoint"

  account_id         = data.aws_caller_identity.current.account_id
  cidr_block         = var.cidr_block
  client_cidr_blocks = var.client_cidr_blocks
  kms_key_arn        = module.kms.key_arn
  name               = var.name
  partition          = var.partition
  region             = var.region
  zones              = var.zones
}

module "trail" {
  source = "../trail"

  access_log_bucket    = module.bucket.log_bucket
  account_id           = data.aws_caller_identity.current.account_id
  artifact_bucket_arns = [module.bucket.arn]
  bucket_name          = var.trail_bucket_name
  kms_key_arn          = module.kms.key_arn
  name                 = var.name
  partition            = var.partition
  region               = var.region
}

module "pipeline" {
  source = "../pipeline"

  account_id          = data.aws_caller_identity.current.account_id
  approve_message     = var.approve_message
  artifact_bucket     = module.bucket.name
  artifact_bucket_arn = module.bucket.arn
  build_buildspec     = var.build_buildspec
  build_image         = var.build_image
  deploy_bucket       = var.deploy_bucket
  kms_key_arn         = module.kms.key_arn
  name                = var.name
  partition           = var.partition
  region              = var.region
  source_branch       = var.source_branch
  source_repository   = var.source_repository
}
