resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_codestarnotifications_notification_rule" "failures" {
  name           = "release-failures"
  resource       = aws_codepipeline.this.arn
  detail_type    = "BASIC"
  event_type_ids = ["codepipeline-pipeline-pipeline-execution-failed"]

  target {
    address = aws_sns_topic.failures.arn
  }
}

resource "aws_codestarnotifications_notification_rule" "chat" {
  name           = "release-failures"
  resource       = aws_codepipeline.this.arn
  detail_type    = "BASIC"
  event_type_ids = ["codepipeline-pipeline-pipeline-execution-failed"]

  target {
    address = aws_sns_topic.chat.arn
  }
}

resource "aws_sns_topic" "failures" {
  name              = "failures"
  kms_master_key_id = aws_kms_key.artifacts.arn
}

resource "aws_kms_key" "artifacts" {
}

resource "aws_sns_topic" "chat" {
  name = "chat"
}
