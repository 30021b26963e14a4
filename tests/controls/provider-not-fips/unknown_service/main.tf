provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
}

resource "aws_dynamodb_table" "locks" { # expect: unknown
  name     = "locks"
  hash_key = "LockID"
}
