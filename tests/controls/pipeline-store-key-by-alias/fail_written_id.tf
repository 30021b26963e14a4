resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "release-artifacts"
    type     = "S3"

    encryption_key {
      id   = "1234abcd-12ab-34cd-56ef-1234567890ab" # expect: fail
      type = "KMS"
    }
  }

}

resource "aws_kms_key" "artifacts" {
}
