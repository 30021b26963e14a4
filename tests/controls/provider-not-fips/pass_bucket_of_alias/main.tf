provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
}

provider "aws" {
  alias             = "west"
  region            = "us-west-2"
  use_fips_endpoint = true
}

resource "aws_s3_bucket" "artifacts" {
  provider = aws.west

  bucket = "release-artifacts"
}
