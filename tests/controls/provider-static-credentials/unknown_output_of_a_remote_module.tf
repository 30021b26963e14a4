module "given" {
  source  = "example.com/acme/given/aws"
  version = "1.0.0"
}

provider "aws" {
  region     = "eu-west-1"
  access_key = module.given.key # expect: unknown
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
