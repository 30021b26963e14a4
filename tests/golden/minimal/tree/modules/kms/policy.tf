# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

# In a key policy, the resource `*` is the key that the policy belongs to.
data "aws_iam_policy_document" "key" {
  statement {
    sid       = "DelegateToIdentityPolicies"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${var.partition}:iam::${var.account_id}:root"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:CallerAccount"
      values   = [var.account_id]
    }
  }

  dynamic "statement" {
    for_each = length(var.log_group_names) > 0 ? [var.log_group_names] : []

    content {
      sid       = "EncryptLogGroups"
      actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["logs.${var.region}.${var.dns_suffix}"]
      }

      condition {
        test     = "ArnEquals"
        variable = "kms:EncryptionContext:aws:logs:arn"
        values = [
          for name in statement.value :
          "arn:${var.partition}:logs:${var.region}:${var.account_id}:log-group:${name}"
        ]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.trail_names) > 0 ? [var.trail_names] : []

    content {
      sid       = "EncryptTrail"
      actions   = ["kms:GenerateDataKey*"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["cloudtrail.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values = [
          for name in statement.value :
          "arn:${var.partition}:cloudtrail:${var.region}:${var.account_id}:trail/${name}"
        ]
      }

      condition {
        test     = "StringLike"
        variable = "kms:EncryptionContext:aws:cloudtrail:arn"
        values   = ["arn:${var.partition}:cloudtrail:*:${var.account_id}:trail/*"]
      }
    }
  }

  # CloudTrail sends no source with this call.
  dynamic "statement" {
    for_each = length(var.trail_names) > 0 ? [var.trail_names] : []

    content {
      sid       = "DescribeForTrail"
      actions   = ["kms:DescribeKey"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["cloudtrail.amazonaws.com"]
      }
    }
  }

  # Services that publish send no source; the topic is in the encryption context, and its policy confines them.
  dynamic "statement" {
    for_each = length(var.publishers) > 0 ? [var.publishers] : []

    content {
      sid       = "EncryptTopics"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = distinct(flatten([for services in values(statement.value) : services]))
      }

      condition {
        test     = "ArnEquals"
        variable = "kms:EncryptionContext:aws:sns:topicArn"
        values = [
          for name in keys(statement.value) :
          "arn:${var.partition}:sns:${var.region}:${var.account_id}:${name}"
        ]
      }
    }
  }
}
