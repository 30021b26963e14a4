resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = {
    url = "http://wiki.example.com"
  }
}

resource "aws_sns_topic_subscription" "chat" {
  topic_arn = "arn:aws:sns:eu-west-1:111122223333:failures"
  protocol  = "https"
  endpoint  = "https://hooks.example.com/pipeline"
}
