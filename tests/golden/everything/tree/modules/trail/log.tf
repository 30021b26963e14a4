# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/cloudtrail/${var.name}"
  kms_key_id        = var.kms_key_arn
  retention_in_days = 731
}

resource "aws_iam_role" "this" {
  name               = "${var.name}-trail"
  description        = "Lets the trail write to its log group."
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "this" {
  name   = "write-log"
  policy = data.aws_iam_policy_document.log.json
  role   = aws_iam_role.this.name
}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "TrustTrail"
    actions = ["sts:AssumeRole"]

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

data "aws_iam_policy_document" "log" {
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:log-stream:${var.account_id}_CloudTrail_${var.region}*"]
  }
}
