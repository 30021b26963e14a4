module "given" {
  source  = "example.com/acme/given/aws"
  version = "1.0.0"
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = module.given.tags # expect: unknown
}

resource "aws_s3_bucket" "logs" {
  bucket = "release-logs"

  tags = module.given.tags # said once
}
