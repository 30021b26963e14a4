provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
}

provider "example" {
  use_token = true
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
