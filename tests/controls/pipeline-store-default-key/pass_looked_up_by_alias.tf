resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "release-artifacts"
    type     = "S3"

    encryption_key {
      id   = data.aws_kms_key.artifacts.arn
      type = "KMS"
    }
  }
}

data "aws_kms_key" "artifacts" {
  key_id = aws_kms_alias.artifacts.name
}

resource "aws_kms_alias" "artifacts" {
  name          = "alias/artifacts"
  target_key_id = aws_kms_key.artifacts.key_id
}

resource "aws_kms_key" "artifacts" {
  enable_key_rotation = true
}
