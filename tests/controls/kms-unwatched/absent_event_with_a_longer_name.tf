resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "artifacts"
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.artifacts.arn
      type = "KMS"
    }
  }
}

resource "aws_kms_key" "artifacts" { # expect: absent
  description = "Encrypts artifacts."
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

resource "aws_cloudwatch_log_metric_filter" "key" {
  name           = "key"
  log_group_name = "trail"
  pattern        = "{ ($.eventSource = \"kms.amazonaws.com\") && (($.eventName = \"DisableKey-other\") || ($.eventName = \"ScheduleKeyDeletion\")) }"

  metric_transformation {
    name      = "key"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "key" {
  alarm_actions       = [aws_sns_topic.alarms.arn]
  alarm_name          = "key"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = aws_cloudwatch_log_metric_filter.key.metric_transformation[0].name
  namespace           = "Audit"
  period              = 300
  statistic           = "Sum"
  threshold           = 1
}
