resource "aws_kinesis_firehose_delivery_stream" "logs" {
  name        = "logs"
  destination = "http_endpoint"

  http_endpoint_configuration {
    url  = "http://collector.example.com/logs" # expect: fail
    name = "collector"
  }
}
