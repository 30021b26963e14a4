provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "copy"
  region = "eu-central-1"
}

resource "aws_kms_key" "primary" {
  multi_region = true
}

resource "aws_kms_replica_key" "copy" {
  provider        = aws.copy
  primary_key_arn = aws_kms_key.primary.arn
}
