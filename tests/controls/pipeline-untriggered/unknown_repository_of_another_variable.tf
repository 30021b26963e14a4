resource "aws_codepipeline" "this" { # expect: unknown
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
        RepositoryName       = var.repository
        BranchName           = "main"
        PollForSourceChanges = "false"
      }
    }

  }
}

resource "aws_cloudwatch_event_rule" "source" {
  name = "release-source"

  event_pattern = jsonencode({
    source      = ["aws.codecommit"]
    detail-type = ["CodeCommit Repository State Change"]
    resources   = ["arn:aws:codecommit:eu-west-1:111122223333:${var.other}"]
    detail      = { event = ["referenceCreated", "referenceUpdated"], referenceName = ["main"] }
  })
}

resource "aws_cloudwatch_event_target" "source" {
  rule     = aws_cloudwatch_event_rule.source.name
  arn      = aws_codepipeline.this.arn
  role_arn = "arn:aws:iam::111122223333:role/start"
}

variable "repository" {
  type = string
}

variable "other" {
  type = string
}
