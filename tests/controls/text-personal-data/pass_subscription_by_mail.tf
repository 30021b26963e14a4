resource "aws_sns_topic_subscription" "alarms" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = "jane.doe@example.com"
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}
