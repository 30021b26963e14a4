provider "aws" {
  region = "eu-west-1"

}

provider "aws" {
  alias    = "replica"
  region   = "eu-west-1"
  insecure = !false # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
