variable "owner" {
  type = string
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  stage {
    name = "Source"

    action {
      name     = "Source"
      category = "Source"
      owner    = var.owner # expect: unknown
      provider = "GitHub"
      version  = "1"

      configuration = {
        Owner = "owner"
      }
    }

  }
}
