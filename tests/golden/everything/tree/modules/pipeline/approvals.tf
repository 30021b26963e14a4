# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_sns_topic" "approvals" {
  name              = "${var.name}-approvals"
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sns_topic_policy" "approvals" {
  arn    = aws_sns_topic.approvals.arn
  policy = data.aws_iam_policy_document.approvals.json
}

data "aws_iam_policy_document" "approvals" {
  statement {
    sid       = "DenyPlaintextPublish"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.approvals.arn]

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
    sid       = "AnnounceApprovals"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.approvals.arn]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.pipeline.arn]
    }
  }
}

resource "aws_sns_topic_subscription" "approvals" {
  for_each = { for subscriber in var.approvals_subscribers : "${subscriber.protocol} ${subscriber.endpoint}" => subscriber }

  endpoint  = each.value.endpoint
  protocol  = each.value.protocol
  topic_arn = aws_sns_topic.approvals.arn
}

# For those who approve: attach it to their group, role or permission set.
resource "aws_iam_policy" "approver" {
  name        = "${var.name}-approver"
  description = "Lets its holder decide approvals of the pipeline ${var.name}, with MFA."
  policy      = data.aws_iam_policy_document.approver.json
}

data "aws_iam_policy_document" "approver" {
  statement {
    sid       = "DecideApprovals"
    actions   = ["codepipeline:PutApprovalResult"]
    resources = ["${local.pipeline_arn}/Check/Approve"]

    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }

  statement {
    sid       = "SeePipeline"
    actions   = ["codepipeline:GetPipeline", "codepipeline:GetPipelineExecution", "codepipeline:GetPipelineState"]
    resources = [local.pipeline_arn]
  }
}
