locals {
  log_bucket = "${var.prefix}-access-logs"
  buckets = {
    artifacts = {
      name          = "${var.prefix}-artifacts"
      kms_key_arn   = aws_kms_key.artifacts.arn
      log_bucket    = local.log_bucket
      guard_uploads = true
      statements    = []
    }
    trail = {
      name          = "${var.prefix}-trail"
      kms_key_arn   = aws_kms_key.audit.arn
      log_bucket    = local.log_bucket
      guard_uploads = false
      statements    = [data.aws_iam_policy_document.trail_delivery.json]
    }
    logs = {
      name          = local.log_bucket
      kms_key_arn   = null
      log_bucket    = null
      guard_uploads = false
      statements    = [data.aws_iam_policy_document.log_delivery.json]
    }
  }
}

module "bucket" {
  source   = "./modules/bucket"
  for_each = local.buckets

  name          = each.value.name
  kms_key_arn   = each.value.kms_key_arn
  sse           = var.sse
  log_bucket    = each.value.log_bucket
  guard_uploads = each.value.guard_uploads
  statements    = each.value.statements
}

data "aws_iam_policy_document" "trail_delivery" {
  statement {
    sid       = "TrailReadsAcl"
    actions   = ["s3:GetBucketAcl"]
    resources = ["arn:aws:s3:::${var.prefix}-trail"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }
  }
  statement {
    sid       = "TrailWrites"
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::${var.prefix}-trail/AWSLogs/${data.aws_caller_identity.me.account_id}/*"]
    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }
    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-acl"
      values   = ["bucket-owner-full-control"]
    }
  }
}

data "aws_iam_policy_document" "log_delivery" {
  statement {
    sid       = "AccessLogs"
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::${local.log_bucket}/*"]
    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.me.account_id]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:s3:::${var.prefix}-artifacts", "arn:aws:s3:::${var.prefix}-trail"]
    }
  }
}
