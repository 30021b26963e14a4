terraform {
  backend "s3" {
    bucket       = "state"
    key          = "release"
    region       = "eu-west-1"
    encrypt      = true
    kms_key_id   = "alias/aws/s3" # expect: fail
    use_lockfile = true
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
