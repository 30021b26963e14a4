variable "token" {
  type      = string
  sensitive = true
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Source"

    dynamic "action" {
      for_each = { GitHub = "ThirdParty" }

      content {
        name     = "Source"
        category = "Source"
        owner    = action.value # expect: fail
        provider = action.key
        version  = "1"
      }
    }

  }
}
