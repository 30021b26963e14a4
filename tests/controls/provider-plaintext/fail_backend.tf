terraform {
  backend "s3" {
    bucket   = "state"
    key      = "release"
    region   = "eu-west-1"
    insecure = true # expect: fail
    endpoints = {
      s3 = "http://s3.example.com" # expect: fail
    }
  }
}

provider "aws" {
  region = "eu-west-1"

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
