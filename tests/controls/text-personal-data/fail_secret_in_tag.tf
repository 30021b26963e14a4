resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = {
    Deploy   = "ghp_abcdefghijklmnopqrstuvwxyz0123456789" # expect: fail
    Password = "hunter22"                                 # expect: fail
  }
}
