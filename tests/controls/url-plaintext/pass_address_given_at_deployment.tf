variable "url" {
  type = string
}

resource "aws_sns_topic_subscription" "chat" {
  topic_arn = "arn:aws:sns:eu-west-1:111122223333:failures"
  protocol  = "https"
  endpoint  = var.url
}
