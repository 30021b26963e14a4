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

resource "aws_cloudwatch_event_rule" "failed" {
  name          = "failed"
  event_pattern = jsonencode({ source = ["aws.codepipeline"] })
}

resource "aws_cloudwatch_event_target" "failed" {
  rule = aws_cloudwatch_event_rule.failed.name
  arn  = aws_sns_topic.approvals.arn
}
