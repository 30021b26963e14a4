resource "aws_codepipeline" "this" { # expect: absent
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Source"

    action {
      name     = "Source"
      category = "Source"
      owner    = "AWS"
      provider = "S3"
      version  = "1"

      configuration = {
        S3Bucket             = "sources"
        S3ObjectKey          = "app.zip"
        PollForSourceChanges = "false"
      }
    }

  }
}

resource "aws_cloudwatch_event_rule" "source" {
  name = "release-source"

  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail      = { bucket = { name = ["sources"] }, object = { key = [{ prefix = "library" }] } }
  })
}

resource "aws_cloudwatch_event_target" "source" {
  rule     = aws_cloudwatch_event_rule.source.name
  arn      = aws_codepipeline.this.arn
  role_arn = "arn:aws:iam::111122223333:role/start"
}
