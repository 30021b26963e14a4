provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true

  endpoints {
    s3 = "https://s3.us-east-1.amazonaws.com" # expect: fail
  }

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
