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
      owner    = "Custom"
      provider = "GitHub"
      version  = "1"

      configuration = merge({ Owner = "owner" }, { OAuthToken = "${var.token}x" }) # expect: fail
    }

  }
}
