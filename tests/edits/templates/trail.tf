resource "aws_cloudtrail" "audit" {
  name                          = "${local.app}-audit"
  s3_bucket_name                = aws_s3_bucket.these["audit"].id
  kms_key_id                    = aws_kms_key.audit.arn
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.these["trail"].arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.these["trail"].arn

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
      starts_with = ["${aws_s3_bucket.these["artifacts"].arn}/"]
    }
  }

  depends_on = [aws_s3_bucket_policy.these]
}

resource "aws_macie2_account" "here" {
  status = "ENABLED"
}

resource "aws_macie2_classification_job" "artifacts" {
  name     = "${local.app}-artifacts"
  job_type = "SCHEDULED"
  schedule_frequency {
    weekly_schedule = "MONDAY"
  }
  s3_job_definition {
    bucket_definitions {
      account_id = local.account
      buckets    = [aws_s3_bucket.these["artifacts"].id]
    }
  }
  depends_on = [aws_macie2_account.here]
}
