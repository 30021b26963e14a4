data "aws_caller_identity" "here" {}
data "aws_region" "here" {}
data "aws_partition" "here" {}

locals {
  app     = "webshop"
  account = data.aws_caller_identity.here.account_id
  region  = data.aws_region.here.region
  part    = data.aws_partition.here.partition

  settings = yamldecode(file("${path.module}/settings.yaml"))

  tags = {
    application = local.app
    owner       = "team-platform"
    stage       = local.settings.stage
  }

  pipeline_arn = "arn:${local.part}:codepipeline:${local.region}:${local.account}:${local.app}"
  trail_arn    = "arn:${local.part}:cloudtrail:${local.region}:${local.account}:trail/${local.app}-audit"

  stores = {
    artifacts = { logs_to = "access", expire = local.settings.retention.artifacts }
    audit     = { logs_to = "access", expire = local.settings.retention.audit }
  }
}
