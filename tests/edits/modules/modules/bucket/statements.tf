locals {
  bucket_arn = try(aws_s3_bucket.this[0].arn, "")
  everything = [local.bucket_arn, "${local.bucket_arn}/*"]
  tls_statements = [
    {
      Sid       = "denyInsecureTransport"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = local.everything
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    },
    {
      Sid       = "denyOutdatedTLS"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = local.everything
      Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
    },
  ]
  kms_statements = [
    {
      Sid       = "denyIncorrectEncryptionHeaders"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = "${local.bucket_arn}/*"
      Condition = {
        StringNotEquals = { "s3:x-amz-server-side-encryption" = ["aws:kms", "aws:kms:dsse"] }
        Null            = { "s3:x-amz-server-side-encryption" = "false" }
      }
    },
    {
      Sid       = "denyIncorrectKmsKey"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = "${local.bucket_arn}/*"
      Condition = {
        StringNotEqualsIfExists = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = var.allowed_kms_key_arn }
      }
    },
    {
      Sid       = "denySSECEncryptedUploads"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = "${local.bucket_arn}/*"
      Condition = { Null = { "s3:x-amz-server-side-encryption-customer-algorithm" = false } }
    },
  ]
}
