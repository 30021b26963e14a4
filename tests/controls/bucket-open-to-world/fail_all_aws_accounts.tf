provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"
}

resource "aws_s3_bucket_policy" "artifacts" {
  bucket = "artifacts"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { # expect: fail
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = ["s3:ListBucket", "s3:GetObject"]
        Resource  = ["arn:aws:s3:::artifacts", "arn:aws:s3:::artifacts/*"]
      },
    ]
  })
}
