terraform {
  backend "s3" {
    bucket     = "state"
    key        = "release"
    region     = "eu-west-1"
    secret_key = "of-no-shape" # expect: fail
  }
}

provider "aws" {
  region = "eu-west-1"

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
