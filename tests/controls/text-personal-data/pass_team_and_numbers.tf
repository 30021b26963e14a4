resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = {
    Owner   = "payments"
    Account = "111122223333"
    Version = "1.2.3"
    Commit  = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    Role    = "arn:aws:iam::111122223333:role/jane.doe@example.com"
  }
}
