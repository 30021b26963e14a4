locals {
  common = {
    Contact = "${local.user}@example.com" # expect: fail
  }

  user = "jane.doe"
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = merge(local.common, { Stage = "production" })
}
