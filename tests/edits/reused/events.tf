resource "aws_cloudwatch_event_rule" "start" {
  name = "${var.prefix}-start"
  event_pattern = jsonencode({
    source        = ["aws.codecommit"]
    "detail-type" = ["CodeCommit Repository State Change"]
    resources     = [aws_codecommit_repository.app.arn]
    detail = {
      event         = ["referenceCreated", "referenceUpdated"]
      referenceType = ["branch"]
      referenceName = ["main"]
    }
  })
}

resource "aws_cloudwatch_event_target" "start" {
  rule     = aws_cloudwatch_event_rule.start.name
  arn      = aws_codepipeline.this.arn
  role_arn = module.events_role.arn
}

module "events_role" {
  source     = "./modules/service-role"
  name       = "${var.prefix}-events"
  service    = "events.amazonaws.com"
  account_id = data.aws_caller_identity.me.account_id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "codepipeline:StartPipelineExecution", Resource = aws_codepipeline.this.arn }]
  })
}

resource "aws_sns_topic" "approvals" {
  name              = "${var.prefix}-approvals"
  kms_master_key_id = aws_kms_key.audit.arn
}

resource "aws_sns_topic_policy" "approvals" {
  arn    = aws_sns_topic.approvals.arn
  policy = data.aws_iam_policy_document.approvals.json
}

data "aws_iam_policy_document" "approvals" {
  statement {
    sid       = "Pipeline"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.approvals.arn]
    principals {
      type        = "AWS"
      identifiers = [module.pipeline_role.arn]
    }
  }
  statement {
    sid       = "Tls"
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
}

resource "aws_macie2_account" "this" {
  status = "ENABLED"
}

resource "aws_macie2_classification_job" "artifacts" {
  name     = "${var.prefix}-artifacts"
  job_type = "SCHEDULED"
  schedule_frequency {
    weekly_schedule = "MONDAY"
  }
  s3_job_definition {
    bucket_definitions {
      account_id = data.aws_caller_identity.me.account_id
      buckets    = [module.bucket["artifacts"].id]
    }
  }
  depends_on = [aws_macie2_account.this]
}

resource "aws_iam_group" "approvers" {
  name = "${var.prefix}-approvers"
}

resource "aws_iam_group_policy" "approvers" {
  name  = "approve"
  group = aws_iam_group.approvers.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = ["codepipeline:GetPipeline", "codepipeline:GetPipelineState"]
        Resource = aws_codepipeline.this.arn
      },
      {
        Sid       = "Approve"
        Effect    = "Allow"
        Action    = "codepipeline:PutApprovalResult"
        Resource  = "${aws_codepipeline.this.arn}/Approve/Approve"
        Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
      },
    ]
  })
}
