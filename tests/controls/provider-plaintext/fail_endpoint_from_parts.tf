locals {
  scheme = "http"
}

provider "aws" {
  region = "eu-west-1"

  endpoints {
    codepipeline = "${local.scheme}://proxy.example.com" # expect: fail
  }

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
