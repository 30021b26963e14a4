resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "release-artifacts"
    type     = "S3"
  }

  stage {
    name = "Deploy"

    action {
      name     = "Deploy"
      category = "Deploy"
      owner    = "AWS"
      provider = "S3"
      version  = "1"
      region   = "eu-west-1"

      configuration = {
        BucketName = "site"
        Extract    = "true"
      }
    }
  }

}

provider "aws" {
  region = "eu-west-1"
}
