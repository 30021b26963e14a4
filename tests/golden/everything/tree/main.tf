# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

data "aws_caller_identity" "current" {}

module "kms" {
  source = "./modules/kms"

  account_id         = data.aws_caller_identity.current.account_id
  action_role_arns   = [var.service_role_arn]
  administrator_arns = var.key_administrator_arns
  dns_suffix         = "amazonaws.com"
  log_group_names = [
    "/aws/cloudtrail/${var.name}",
    "/aws/codebuild/${var.name}-build",
    "/aws/codebuild/${var.name}-build-image",
    "/aws/codepipeline/${var.name}",
    "/aws/vpc/${var.name}",
  ]
  name      = var.name
  partition = var.partition
  publishers = {
    "${var.name}-trail"         = ["cloudtrail.amazonaws.com"]
    "${var.name}-alarms"        = ["cloudwatch.amazonaws.com"]
    "${var.name}-notifications" = ["codestar-notifications.amazonaws.com"]
  }
  region      = var.region
  trail_names = [var.name]
}

module "kms_eu_west_1" {
  source = "./modules/kms"

  account_id         = data.aws_caller_identity.current.account_id
  action_role_arns   = [var.service_role_arn]
  administrator_arns = var.key_administrator_arns
  dns_suffix         = "amazonaws.com"
  log_group_names    = []
  name               = var.name
  partition          = var.partition
  publishers         = {}
  region             = "eu-west-1"
  trail_names        = []
}

module "bucket" {
  source = "./modules/bucket"

  account_id           = data.aws_caller_identity.current.account_id
  action_role_arns     = [var.service_role_arn]
  bucket_name          = var.artifact_bucket_name
  kms_key_arn          = module.kms.key_arn
  log_bucket_name      = var.log_bucket_name
  other_logged_buckets = [var.trail_bucket_name]
  partition            = var.partition
  region               = var.region
}

module "bucket_eu_west_1" {
  source = "./modules/bucket"

  account_id           = data.aws_caller_identity.current.account_id
  action_role_arns     = [var.service_role_arn]
  bucket_name          = var.artifact_bucket_name_eu_west_1
  kms_key_arn          = module.kms_eu_west_1.key_arn
  log_bucket_name      = var.log_bucket_name_eu_west_1
  other_logged_buckets = []
  partition            = var.partition
  region               = "eu-west-1"
}

module "bucket_us_east_1" {
  source = "./modules/bucket"

  account_id           = data.aws_caller_identity.current.account_id
  action_role_arns     = [var.service_role_arn]
  bucket_name          = var.artifact_bucket_name_us_east_1
  kms_key_arn          = var.kms_key_arn_us_east_1
  log_bucket_name      = var.log_bucket_name_us_east_1
  other_logged_buckets = []
  partition            = var.partition
  region               = "us-east-1"
}

module "vpc_endpoint" {
  source = "./modules/vpc-endpoint"

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
  source = "./modules/trail"

  access_log_bucket    = module.bucket.log_bucket
  account_id           = data.aws_caller_identity.current.account_id
  alarms_subscribers   = var.alarms_subscribers
  artifact_bucket_arns = [module.bucket.arn, module.bucket_eu_west_1.arn, module.bucket_us_east_1.arn]
  bucket_name          = var.trail_bucket_name
  kms_key_arn          = module.kms.key_arn
  name                 = var.name
  partition            = var.partition
  region               = var.region
}

module "pipeline" {
  source = "./modules/pipeline"

  account_id                    = data.aws_caller_identity.current.account_id
  approvals_subscribers         = var.approvals_subscribers
  approve_message               = var.approve_message
  approve_review_url            = var.approve_review_url
  artifact_bucket               = module.bucket.name
  artifact_bucket_arn           = module.bucket.arn
  artifact_bucket_arn_eu_west_1 = module.bucket_eu_west_1.arn
  artifact_bucket_arn_us_east_1 = module.bucket_us_east_1.arn
  artifact_bucket_eu_west_1     = module.bucket_eu_west_1.name
  artifact_bucket_us_east_1     = module.bucket_us_east_1.name
  build_buildspec               = var.build_buildspec
  build_image                   = var.build_image
  build_image_buildspec         = var.build_image_buildspec
  build_image_image             = var.build_image_image
  drop_bucket                   = var.drop_bucket
  drop_kms_key_arn              = var.drop_kms_key_arn
  drop_object_key               = var.drop_object_key
  fleet_application             = var.fleet_application
  fleet_deployment_group        = var.fleet_deployment_group
  github_branch                 = var.github_branch
  github_repository             = var.github_repository
  image_image_tag               = var.image_image_tag
  image_repository              = var.image_repository
  kms_key_arn                   = module.kms.key_arn
  kms_key_arn_eu_west_1         = module.kms_eu_west_1.key_arn
  kms_key_arn_us_east_1         = var.kms_key_arn_us_east_1
  lab_branch                    = var.lab_branch
  lab_repository                = var.lab_repository
  name                          = var.name
  notifications_subscribers     = var.notifications_subscribers
  old_stack                     = var.old_stack
  old_stack_role_arn            = var.old_stack_role_arn
  partition                     = var.partition
  portal_application            = var.portal_application
  portal_environment            = var.portal_environment
  region                        = var.region
  repo_branch                   = var.repo_branch
  repo_repository               = var.repo_repository
  service_cluster               = var.service_cluster
  service_file_name             = var.service_file_name
  service_role_arn              = var.service_role_arn
  service_service               = var.service_service
  simulate_input                = var.simulate_input
  simulate_state_machine        = var.simulate_state_machine
  site_bucket                   = var.site_bucket
  site_kms_key_arn              = var.site_kms_key_arn
  site_object_key               = var.site_object_key
  stack_parameters              = var.stack_parameters
  stack_stack                   = var.stack_stack
  stack_stack_role_arn          = var.stack_stack_role_arn
  validate_function             = var.validate_function
  validate_user_parameters      = var.validate_user_parameters
}
