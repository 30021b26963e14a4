resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "artifacts"
    type     = "S3"

    encryption_key {
      id   = data.aws_kms_alias.s3.arn # expect: fail
      type = "KMS"
    }
  }
}

resource "aws_kms_key" "artifacts" {
  enable_key_rotation = true
}

data "aws_kms_alias" "s3" {
  name = "alias/aws/s3"
}
