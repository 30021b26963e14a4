resource "aws_cloudtrail" "this" {
  count = var.enabled ? 1 : 0

  name                          = local.trail_name
  s3_bucket_name                = module.bucket["trail"].id
  kms_key_id                    = aws_kms_key.audit.arn
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  enable_logging                = true
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.this["trail"].arn}:*"
  cloud_watch_logs_role_arn     = module.trail_role.arn

  advanced_event_selector {
    name = "management"
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "artifacts"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = ["${module.bucket["artifacts"].arn}/"]
    }
  }

  depends_on = [module.bucket]
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = {
    trail = "/acme/delivery/trail"
    flow  = "/acme/delivery/flow"
    build = "/aws/codebuild/${var.prefix}-build"
  }
  name              = each.value
  kms_key_id        = aws_kms_key.audit.arn
  retention_in_days = var.log_days
}

module "trail_role" {
  source     = "./modules/service-role"
  name       = "${var.prefix}-trail"
  service    = "cloudtrail.amazonaws.com"
  source_arn = local.trail_arn
  account_id = data.aws_caller_identity.me.account_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.this["trail"].arn}:*"
    }]
  })
}
