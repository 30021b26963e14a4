provider "aws" {
  region            = "eu-west-1"
  use_fips_endpoint = true
}

resource "aws_codepipeline" "this" { # expect: fail
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}
