resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Source"

    action {
      name     = "Source"
      category = "Source"
      owner    = "AWS"
      provider = "ECR"
      version  = "1"

      configuration = {
        RepositoryName = "team/app"
        ImageTag       = "latest"
      }
    }

  }
}

resource "aws_cloudwatch_event_rule" "source" {
  name = "release-source"

  event_pattern = jsonencode({
    source = ["aws.ecr"]
    detail = { repository-name = ["team/app"], action-type = ["PUSH"], image-tag = ["latest"] }
  })
}

resource "aws_cloudwatch_event_target" "source" {
  rule     = aws_cloudwatch_event_rule.source.name
  arn      = aws_codepipeline.this.arn
  role_arn = "arn:aws:iam::111122223333:role/start"
}
