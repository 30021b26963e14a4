variable "token" {
  type      = string
  sensitive = true
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Source"

    action {
      name     = "Source"
      category = "Source"
      owner    = "ThirdParty" # expect: fail
      provider = "GitHub"
      version  = "1"

      configuration = {
        Owner      = "owner"
        Repo       = "app"
        Branch     = "main"
        OAuthToken = var.token
      }
    }

  }
}
