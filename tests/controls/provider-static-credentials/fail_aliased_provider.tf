provider "aws" {
  region = "eu-west-1"

}

provider "aws" {
  alias  = "replica"
  region = "us-east-1"
  token  = "of-no-shape" # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
