provider "aws" {
  region      = "eu-west-1"
  https_proxy = "http://proxy:hunter22@proxy.example.com:3128" # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
