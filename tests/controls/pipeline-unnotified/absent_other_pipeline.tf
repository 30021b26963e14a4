resource "aws_codepipeline" "this" { # expect: absent
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_cloudwatch_event_rule" "source" {
  name = "release-source"

  event_pattern = jsonencode({
    source      = ["aws.codepipeline"]
    detail-type = ["CodePipeline Pipeline Execution State Change"]
    detail      = { state = ["FAILED"], pipeline = ["other"] }
  })
}

resource "aws_cloudwatch_event_target" "source" {
  rule = aws_cloudwatch_event_rule.source.name
  arn  = aws_sns_topic.failures.arn

}

resource "aws_sns_topic" "failures" {
  name              = "failures"
  kms_master_key_id = aws_kms_key.artifacts.arn
}

resource "aws_kms_key" "artifacts" {
}
