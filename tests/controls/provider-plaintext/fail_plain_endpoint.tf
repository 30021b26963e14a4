provider "aws" {
  region = "eu-west-1"

  endpoints {
    s3  = "https://s3.eu-west-1.amazonaws.com"
    kms = "HTTP://kms.example.com" # expect: fail
  }

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
