locals {
  root       = "arn:${data.aws_partition.this.partition}:iam::${data.aws_caller_identity.me.account_id}:root"
  trail_name = "${var.prefix}-trail"
  trail_arn  = "arn:${data.aws_partition.this.partition}:cloudtrail:${var.region}:${data.aws_caller_identity.me.account_id}:trail/${local.trail_name}"
}

resource "aws_kms_key" "artifacts" {
  description             = "Artifacts of the delivery pipeline"
  enable_key_rotation     = var.key_rotation
  rotation_period_in_days = 365
  deletion_window_in_days = 30
}

resource "aws_kms_key_policy" "artifacts" {
  key_id = aws_kms_key.artifacts.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Delegate"
        Effect    = "Allow"
        Principal = { AWS = local.root }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid    = "Use"
        Effect = "Allow"
        Principal = {
          AWS = [module.pipeline_role.arn, module.build_role.arn]
        }
        Action   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource = "*"
      },
    ]
  })
}

resource "aws_kms_alias" "artifacts" {
  name          = "alias/${var.prefix}-artifacts"
  target_key_id = aws_kms_key.artifacts.key_id
}

# The audit key: the trail, log groups and topics.
resource "aws_kms_key" "audit" {
  description             = "Audit records of the delivery pipeline"
  enable_key_rotation     = var.key_rotation
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.audit_key.json
}

data "aws_iam_policy_document" "audit_key" {
  statement {
    sid       = "Delegate"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = [local.root]
    }
  }

  statement {
    sid       = "TrailEncrypts"
    actions   = ["kms:GenerateDataKey*"]
    resources = ["*"]
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
      test     = "StringLike"
      variable = "kms:EncryptionContext:aws:cloudtrail:arn"
      values   = ["arn:${data.aws_partition.this.partition}:cloudtrail:*:${data.aws_caller_identity.me.account_id}:trail/*"]
    }
  }

  statement {
    sid       = "TrailDescribes"
    actions   = ["kms:DescribeKey"]
    resources = ["*"]
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
    sid       = "Logs"
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["logs.${var.region}.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:${data.aws_partition.this.partition}:logs:${var.region}:${data.aws_caller_identity.me.account_id}:log-group:*"]
    }
  }

  statement {
    sid       = "Approvals"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = [module.pipeline_role.arn]
    }
  }
}
