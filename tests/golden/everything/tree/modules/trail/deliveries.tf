# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

# The trail tells here of each file that it delivers, for those who process them.
resource "aws_sns_topic" "deliveries" {
  name              = "${var.name}-trail"
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sns_topic_policy" "deliveries" {
  arn    = aws_sns_topic.deliveries.arn
  policy = data.aws_iam_policy_document.deliveries.json
}

data "aws_iam_policy_document" "deliveries" {
  statement {
    sid       = "DenyPlaintextPublish"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.deliveries.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    sid       = "TellOfDeliveries"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.deliveries.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }
  }
}
