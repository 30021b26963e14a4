variable "fips" {
  type = bool
}

provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = var.fips # expect: unknown
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
