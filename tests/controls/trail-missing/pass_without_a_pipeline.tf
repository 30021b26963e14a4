# A module for a trail, which whoever calls it may leave out, and which takes its names from a module of labels.
variable "recorded" {
  type = bool
}

module "label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"
}

resource "aws_cloudtrail" "account" {
  count          = var.recorded ? 1 : 0
  name           = module.label.id
  s3_bucket_name = "account-records"
}
