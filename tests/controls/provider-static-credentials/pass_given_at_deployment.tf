variable "key" {
  type      = string
  sensitive = true
}

provider "aws" {
  region     = "eu-west-1"
  access_key = var.key
  secret_key = var.key
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
