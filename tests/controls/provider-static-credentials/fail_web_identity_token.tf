provider "aws" {
  region = "eu-west-1"

  assume_role_with_web_identity {
    role_arn           = "arn:aws:iam::111122223333:role/deploy"
    web_identity_token = "of-no-shape" # expect: fail
  }

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
