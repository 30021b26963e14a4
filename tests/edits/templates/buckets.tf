resource "aws_s3_bucket" "these" {
  for_each = local.stores
  bucket   = "acme-${local.app}-${each.key}"
}

resource "aws_s3_bucket" "access" {
  bucket = "acme-${local.app}-access"
}

moved {
  from = aws_s3_bucket.artifacts
  to   = aws_s3_bucket.these["artifacts"]
}

resource "aws_s3_bucket_ownership_controls" "these" {
  for_each = merge(aws_s3_bucket.these, { access = aws_s3_bucket.access })
  bucket   = each.value.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "these" {
  for_each                = merge(aws_s3_bucket.these, { access = aws_s3_bucket.access })
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "these" {
  for_each = aws_s3_bucket.these
  bucket   = each.value.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "these" {
  for_each = aws_s3_bucket.these
  bucket   = each.value.id
  rule {
    bucket_key_enabled       = true
    blocked_encryption_types = ["SSE-C"]
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = each.key == "artifacts" ? aws_kms_key.delivery.arn : aws_kms_key.audit.arn
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "access" {
  bucket = aws_s3_bucket.access.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_logging" "these" {
  for_each      = local.stores
  bucket        = aws_s3_bucket.these[each.key].id
  target_bucket = aws_s3_bucket.access.id
  target_prefix = "${each.key}/"
}

resource "aws_s3_bucket_lifecycle_configuration" "these" {
  for_each = local.stores
  bucket   = aws_s3_bucket.these[each.key].id
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration {
      days = each.value.expire
    }
    noncurrent_version_expiration {
      noncurrent_days = each.value.expire
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 3
    }
  }
}

resource "aws_s3_bucket_policy" "these" {
  for_each = local.stores
  bucket   = aws_s3_bucket.these[each.key].bucket
  policy = templatefile("${path.module}/policies/bucket-${each.key}.json.tftpl", {
    bucket  = aws_s3_bucket.these[each.key].arn
    key     = aws_kms_key.delivery.arn
    account = local.account
    trail   = local.trail_arn
  })
}

resource "aws_s3_bucket_policy" "access" {
  bucket = aws_s3_bucket.access.bucket
  policy = templatefile("${path.module}/policies/bucket-access.json.tftpl", {
    bucket  = aws_s3_bucket.access.arn
    sources = [for store in aws_s3_bucket.these : store.arn]
    account = local.account
  })
}
