resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Approve"

    action {
      name     = "Approve"
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"

      configuration = {
        NotificationArn = aws_sns_topic.approvals.arn
      }
    }
  }
}

resource "aws_kms_key" "events" {
}

resource "aws_sns_topic" "approvals" {
  name              = "approvals"
  kms_master_key_id = aws_kms_key.events.arn
}

resource "aws_sns_topic_policy" "approvals" {
  arn = aws_sns_topic.approvals.arn

  policy = jsonencode({ # expect: fail
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sns:Publish"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Resource  = aws_sns_topic.approvals.arn
      Condition = { Bool = { "aws:SecureTransport" = "true" } }
    }]
  })
}
