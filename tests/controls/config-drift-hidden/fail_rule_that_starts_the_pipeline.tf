resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Source"

    action {
      name     = "Source"
      category = "Source"
      owner    = "AWS"
      provider = "CodeCommit"
      version  = "1"

      configuration = {
        RepositoryName       = "app"
        BranchName           = "main"
        PollForSourceChanges = "false"
      }
    }

  }
}

resource "aws_cloudwatch_event_rule" "source" {
  name = "release-source"

  lifecycle {
    ignore_changes = [event_pattern] # expect: fail
  }

  event_pattern = jsonencode({
    source      = ["aws.codecommit"]
    detail-type = ["CodeCommit Repository State Change"]
    resources   = ["arn:aws:codecommit:eu-west-1:111122223333:app"]
    detail      = { event = ["referenceCreated", "referenceUpdated"], referenceName = ["main"] }
  })
}

resource "aws_cloudwatch_event_target" "source" {
  rule     = aws_cloudwatch_event_rule.source.name
  arn      = aws_codepipeline.this.arn
  role_arn = "arn:aws:iam::111122223333:role/start"
}
