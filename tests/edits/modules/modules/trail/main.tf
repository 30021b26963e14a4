variable "name" { type = string }
variable "bucket" { type = string }
variable "kms_key_arn" { type = string }
variable "artifact_bucket_arns" { type = list(string) }
variable "is_multi_region_trail" {
  type    = bool
  default = true
}
variable "enable_logging" {
  type    = bool
  default = true
}
variable "enable_log_file_validation" {
  type    = bool
  default = true
}
variable "retention" {
  type    = number
  default = 731
}
variable "management_filters" {
  type    = map(list(string))
  default = {}
}

resource "aws_cloudtrail" "this" {
  name                          = var.name
  s3_bucket_name                = var.bucket
  enable_logging                = var.enable_logging
  is_multi_region_trail         = var.is_multi_region_trail
  include_global_service_events = true
  enable_log_file_validation    = var.enable_log_file_validation
  kms_key_id                    = var.kms_key_arn
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.this.arn}:*"
  cloud_watch_logs_role_arn     = module.role.arn

  advanced_event_selector {
    name = "management"
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
    dynamic "field_selector" {
      for_each = var.management_filters
      content {
        field      = field_selector.key
        not_equals = field_selector.value
      }
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
      starts_with = [for arn in var.artifact_bucket_arns : "${arn}/"]
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/cloudtrail/${var.name}"
  retention_in_days = var.retention
  kms_key_id        = var.kms_key_arn
}

module "role" {
  source   = "../role"
  name     = "${var.name}-logs"
  services = ["cloudtrail.amazonaws.com"]
  policies = {
    deliver = jsonencode({
      Version = "2012-10-17"
      Statement = {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.this.arn}:*"
      }
    })
  }
}

output "arn" {
  value = aws_cloudtrail.this.arn
}
