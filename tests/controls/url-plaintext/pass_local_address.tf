resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Invoke"

    action {
      name     = "Invoke"
      category = "Invoke"
      owner    = "AWS"
      provider = "Lambda"
      version  = "1"

      configuration = {
        FunctionName   = "notify"
        UserParameters = jsonencode({ url = "http://169.254.169.254/latest", other = "http://localhost:8080" })
      }
    }
  }
}
