terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

variable "prefix" { type = string }
variable "account" { type = string }
variable "production_account" { type = string }
variable "users" { type = list(string) }
variable "log_bucket" { type = string }
variable "tls_minimum" { type = number }

data "aws_region" "here" {}

resource "aws_kms_key" "store" {
  description             = "${var.prefix} artifacts in ${data.aws_region.here.region}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "AccountAdministers",
          "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::${var.account}:root"},
          "Action": "kms:*",
          "Resource": "*"
        },
        {
          "Sid": "RolesUse",
          "Effect": "Allow",
          "Principal": {"AWS": ${jsonencode(var.users)}},
          "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
          "Resource": "*"
        },
        {
          "Sid": "ProductionReads",
          "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::${var.production_account}:role/${var.prefix}-deploy"},
          "Action": ["kms:Decrypt", "kms:DescribeKey"],
          "Resource": "*"
        }
      ]
    }
  JSON
}

resource "aws_s3_bucket" "store" {
  bucket = "${var.prefix}-artifacts-${var.account}-${data.aws_region.here.region}"
}

resource "aws_s3_bucket_ownership_controls" "store" {
  bucket = aws_s3_bucket.store.bucket
  rule { object_ownership = "BucketOwnerEnforced" }
}

resource "aws_s3_bucket_public_access_block" "store" {
  bucket                  = aws_s3_bucket.store.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "store" {
  bucket = aws_s3_bucket.store.bucket
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "store" {
  bucket = aws_s3_bucket.store.bucket
  rule {
    blocked_encryption_types = ["SSE-C"]
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms:dsse"
      kms_master_key_id = aws_kms_key.store.arn
    }
  }
}

resource "aws_s3_bucket_logging" "store" {
  bucket        = aws_s3_bucket.store.bucket
  target_bucket = var.log_bucket
  target_prefix = "${var.prefix}/"
}

resource "aws_s3_bucket_lifecycle_configuration" "store" {
  bucket = aws_s3_bucket.store.bucket
  rule {
    id     = "old-versions"
    status = "Enabled"
    filter { prefix = "" }
    noncurrent_version_expiration { noncurrent_days = 30 }
    abort_incomplete_multipart_upload { days_after_initiation = 2 }
  }
}

resource "aws_s3_bucket_policy" "store" {
  bucket = aws_s3_bucket.store.bucket
  policy = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Transport",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": ["${aws_s3_bucket.store.arn}", "${aws_s3_bucket.store.arn}/*"],
      "Condition": {"Bool": {"aws:SecureTransport": "false"}}
    },
    {
      "Sid": "TransportVersion",
      "Effect": "Deny",
      "Principal": {"AWS": "*"},
      "Action": ["s3:*"],
      "Resource": ["arn:aws:s3:::${aws_s3_bucket.store.id}", "arn:aws:s3:::${aws_s3_bucket.store.id}/*"],
      "Condition": {"NumericLessThan": {"s3:TlsVersion": ${var.tls_minimum}}}
    },
    {
      "Sid": "Algorithm",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:PutObject",
      "Resource": "${aws_s3_bucket.store.arn}/*",
      "Condition": {"StringNotLikeIfExists": {"s3:x-amz-server-side-encryption": "aws:kms*"}}
    },
    {
      "Sid": "Key",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:PutObject",
      "Resource": "${aws_s3_bucket.store.arn}/*",
      "Condition": {"ArnNotEqualsIfExists": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "${aws_kms_key.store.arn}"}}
    },
    {
      "Sid": "Production",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::${var.production_account}:role/${var.prefix}-deploy"},
      "Action": ["s3:GetObject", "s3:GetObjectVersion"],
      "Resource": "${aws_s3_bucket.store.arn}/*"
    },
    {
      "Sid": "ProductionLists",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::${var.production_account}:role/${var.prefix}-deploy"},
      "Action": ["s3:ListBucket", "s3:GetBucketVersioning", "s3:GetBucketLocation"],
      "Resource": "${aws_s3_bucket.store.arn}"
    }
  ]
}
POLICY
}

output "bucket" { value = aws_s3_bucket.store.bucket }
output "bucket_arn" { value = aws_s3_bucket.store.arn }
output "key_arn" { value = aws_kms_key.store.arn }
