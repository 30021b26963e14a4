variable "secret" {
  type      = string
  sensitive = true
}

provider "aws" {
  region     = "eu-west-1"
  secret_key = var.secret # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
