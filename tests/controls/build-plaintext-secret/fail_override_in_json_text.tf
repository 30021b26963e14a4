resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Build"

    action {
      name     = "Build"
      category = "Build"
      owner    = "AWS"
      provider = "CodeBuild"
      version  = "1"

      configuration = {
        ProjectName          = "release-build"
        EnvironmentVariables = "[{\"name\":\"API_KEY\",\"value\":\"0123456789abcdef\"}]" # expect: fail
      }
    }
  }
}
