provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "current" {
}

resource "aws_kms_key" "artifacts" {
}

resource "aws_kms_key_policy" "artifacts" {
  key_id = aws_kms_key.artifacts.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      { # expect: unknown
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::444455556666:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
    ]
  })
}
