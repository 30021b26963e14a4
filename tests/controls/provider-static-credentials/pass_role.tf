provider "aws" {
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
