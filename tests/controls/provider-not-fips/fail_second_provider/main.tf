provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
}

provider "aws" {
  alias             = "west"
  region            = "us-west-2"
  use_fips_endpoint = false # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
