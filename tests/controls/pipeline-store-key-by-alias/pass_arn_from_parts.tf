provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "current" {}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "release-artifacts"
    type     = "S3"

    encryption_key {
      id   = "arn:aws:kms:eu-west-1:${data.aws_caller_identity.current.account_id}:key/${aws_kms_key.artifacts.key_id}"
      type = "KMS"
    }
  }

}

resource "aws_kms_key" "artifacts" {
}
