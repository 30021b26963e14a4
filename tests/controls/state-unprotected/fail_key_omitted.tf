terraform {
  backend "s3" { # expect: fail
    bucket       = "state"
    key          = "release"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
