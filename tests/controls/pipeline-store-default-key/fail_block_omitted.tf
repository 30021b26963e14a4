resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store { # expect: fail
    location = "artifacts"
    type     = "S3"
  }
}

resource "aws_kms_key" "artifacts" {
  enable_key_rotation = true
}
