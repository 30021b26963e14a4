resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store { # expect: fail
    location = "artifacts"
    type     = "S3"

    dynamic "encryption_key" {
      for_each = []
      content {
        id   = aws_kms_key.artifacts.arn
        type = "KMS"
      }
    }
  }
}

resource "aws_kms_key" "artifacts" {
  enable_key_rotation = true
}
