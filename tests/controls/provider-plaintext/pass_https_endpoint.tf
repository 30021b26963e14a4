provider "aws" {
  region = "eu-west-1"

  endpoints {
    s3 = "https://bucket.vpce-1234-abcd.s3.eu-west-1.vpce.amazonaws.com"
  }

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
