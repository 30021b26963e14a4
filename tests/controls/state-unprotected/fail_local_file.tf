terraform {
  backend "local" { # expect: fail
    path = "release.tfstate"
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
