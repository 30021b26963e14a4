variable "accounts" {
  type = list(string)
}

provider "aws" {
  region                     = "eu-west-1"
  skip_requesting_account_id = true
  allowed_account_ids        = var.accounts # expect: unknown
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
