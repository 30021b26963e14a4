variable "url" {
  type = string
}

resource "aws_cloudwatch_event_api_destination" "chat" {
  name                = "chat"
  http_method         = "POST"
  invocation_endpoint = var.url # expect: unknown
  connection_arn      = "arn:aws:events:eu-west-1:111122223333:connection/chat"
}
