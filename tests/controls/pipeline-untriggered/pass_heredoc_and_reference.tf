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
        RepositoryName       = aws_codecommit_repository.app.repository_name
        BranchName           = "main"
        PollForSourceChanges = "false"
      }
    }

  }
}

resource "aws_codecommit_repository" "app" {
  repository_name = "app"
}

resource "aws_cloudwatch_event_rule" "source" {
  name = "release-source"

  event_pattern = <<-JSON
    {
      "source": ["aws.codecommit"],
      "resources": ["${aws_codecommit_repository.app.arn}"]
    }
  JSON
}

resource "aws_cloudwatch_event_target" "source" {
  rule     = "release-source"
  arn      = aws_codepipeline.this.arn
  role_arn = "arn:aws:iam::111122223333:role/start"
}
