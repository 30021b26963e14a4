provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_s3_bucket" "artifacts" { # expect: unknown
  bucket = "artifacts"
}

variable "bucket" {
  type = string
}

resource "aws_s3_bucket_policy" "artifacts" {
  bucket = var.bucket
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  })
}
