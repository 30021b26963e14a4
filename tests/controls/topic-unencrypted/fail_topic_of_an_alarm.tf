resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_kms_key" "events" {
}

resource "aws_sns_topic" "approvals" { # expect: fail
  name              = "approvals"
  kms_master_key_id = aws_kms_key.events.arn
}

resource "aws_cloudwatch_log_metric_filter" "key" {
  name           = "key"
  log_group_name = "/aws/cloudtrail/release"
  pattern        = "{ $.eventName = \"DisableKey\" }"

  metric_transformation {
    name      = "key"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "key" {
  alarm_name          = "key"
  alarm_actions       = [aws_sns_topic.approvals.arn]
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = aws_cloudwatch_log_metric_filter.key.metric_transformation[0].name
  namespace           = "Audit"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
}
