resource "aws_codepipeline" "this" { # expect: absent
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
