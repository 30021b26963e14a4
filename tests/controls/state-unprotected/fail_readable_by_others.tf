terraform {
  backend "s3" {
    bucket       = "state"
    key          = "release"
    region       = "eu-west-1"
    encrypt      = true
    kms_key_id   = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    use_lockfile = true
    acl          = "public-read" # expect: fail
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
