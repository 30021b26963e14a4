provider "aws" {
  region = "eu-west-1"

}

provider "github" {
  token = "ghp_abcdefghijklmnopqrstuvwxyz0123456789" # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
