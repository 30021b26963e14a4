variable "key" {
  type = string
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "release-artifacts"
    type     = "S3"

    encryption_key {
      id   = var.key # expect: unknown
      type = "KMS"
    }
  }

}
