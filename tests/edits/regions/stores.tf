locals {
  users = [aws_iam_role.pipeline.arn, aws_iam_role.build.arn]
}

module "east" {
  source             = "./region"
  prefix             = var.prefix
  account            = var.tools_account
  production_account = var.production_account
  users              = local.users
  log_bucket         = "central-access-logs-us-east-1"
  tls_minimum        = var.tls_minimum
}

module "west" {
  source             = "./region"
  providers          = { aws = aws.west }
  prefix             = var.prefix
  account            = var.tools_account
  production_account = var.production_account
  users              = local.users
  log_bucket         = "central-access-logs-us-west-2"
  tls_minimum        = var.tls_minimum
}
