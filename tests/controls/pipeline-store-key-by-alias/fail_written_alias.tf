resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "release-artifacts"
    type     = "S3"

    encryption_key {
      id   = "alias/artifacts" # expect: fail
      type = "KMS"
    }
  }

}

resource "aws_kms_key" "artifacts" {
}

resource "aws_kms_alias" "artifacts" {
  name          = "alias/artifacts"
  target_key_id = aws_kms_key.artifacts.key_id
}
