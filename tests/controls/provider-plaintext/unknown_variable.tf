variable "insecure" {
  type = bool
}

provider "aws" {
  region   = "eu-west-1"
  insecure = var.insecure # expect: unknown
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
