resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}

module "network" { # expect: unknown
  source  = "terraform-aws-modules/vpc/aws"
  version = "6.0.0"
}

module "logs" {
  source = "git::https://example.com/logs.git?ref=v1.2.0"
}
