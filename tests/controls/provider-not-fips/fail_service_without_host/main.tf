provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
}

resource "aws_codestarconnections_connection" "github" { # expect: fail
  name          = "github"
  provider_type = "GitHub"
}
