resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}

module "network" { # expect: unknown
  source = "./network"
}
