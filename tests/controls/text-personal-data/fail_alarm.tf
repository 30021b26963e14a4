resource "aws_cloudwatch_metric_alarm" "key" {
  alarm_name          = "key"
  alarm_description   = "Write to jane.doe@example.com." # expect: fail
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
}
