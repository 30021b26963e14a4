provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      Contact = "+49 170 1234567" # expect: fail
    }
  }

}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
