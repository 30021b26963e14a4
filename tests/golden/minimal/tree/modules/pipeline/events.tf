# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_cloudwatch_event_rule" "source" {
  name        = "${var.name}-source"
  description = "Starts the pipeline ${var.name} when its source changes."
  event_pattern = jsonencode({
    source        = ["aws.codecommit"]
    "detail-type" = ["CodeCommit Repository State Change"]
    resources     = ["arn:${var.partition}:codecommit:${var.region}:${var.account_id}:${var.source_repository}"]
    detail = {
      "event"         = ["referenceCreated", "referenceUpdated"]
      "referenceName" = [var.source_branch]
      "referenceType" = ["branch"]
    }
  })
}

resource "aws_cloudwatch_event_target" "source" {
  arn       = aws_codepipeline.this.arn
  role_arn  = aws_iam_role.events.arn
  rule      = aws_cloudwatch_event_rule.source.name
  target_id = "pipeline"
}

resource "aws_iam_role" "events" {
  name               = "${var.name}-events"
  description        = "Lets EventBridge start the pipeline."
  assume_role_policy = data.aws_iam_policy_document.events_trust.json
}

resource "aws_iam_role_policy" "events" {
  name   = "start-pipeline"
  policy = data.aws_iam_policy_document.events.json
  role   = aws_iam_role.events.name
}

data "aws_iam_policy_document" "events_trust" {
  statement {
    sid     = "TrustEvents"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values = [
        "arn:${var.partition}:events:${var.region}:${var.account_id}:rule/${var.name}-source",
      ]
    }
  }
}

data "aws_iam_policy_document" "events" {
  statement {
    sid       = "StartPipeline"
    actions   = ["codepipeline:StartPipelineExecution"]
    resources = [local.pipeline_arn]
  }
}
