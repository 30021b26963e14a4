# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_cloudwatch_event_rule" "repo" {
  name        = "${var.name}-repo"
  description = "Starts the pipeline ${var.name} when its source changes."
  event_pattern = jsonencode({
    source        = ["aws.codecommit"]
    "detail-type" = ["CodeCommit Repository State Change"]
    resources     = ["arn:${var.partition}:codecommit:${var.region}:${var.account_id}:${var.repo_repository}"]
    detail = {
      "event"         = ["referenceCreated", "referenceUpdated"]
      "referenceName" = [var.repo_branch]
      "referenceType" = ["branch"]
    }
  })
}

resource "aws_cloudwatch_event_target" "repo" {
  arn       = aws_codepipeline.this.arn
  role_arn  = aws_iam_role.events.arn
  rule      = aws_cloudwatch_event_rule.repo.name
  target_id = "pipeline"
}

resource "aws_cloudwatch_event_rule" "drop" {
  name        = "${var.name}-drop"
  description = "Starts the pipeline ${var.name} when its source changes."
  event_pattern = jsonencode({
    source        = ["aws.s3"]
    "detail-type" = ["Object Created"]
    detail = {
      "bucket" = { name = [var.drop_bucket] }
      "object" = { key = [var.drop_object_key] }
    }
  })
}

resource "aws_cloudwatch_event_target" "drop" {
  arn       = aws_codepipeline.this.arn
  role_arn  = aws_iam_role.events.arn
  rule      = aws_cloudwatch_event_rule.drop.name
  target_id = "pipeline"
}

resource "aws_cloudwatch_event_rule" "image" {
  name        = "${var.name}-image"
  description = "Starts the pipeline ${var.name} when its source changes."
  event_pattern = jsonencode({
    source        = ["aws.ecr"]
    "detail-type" = ["ECR Image Action"]
    detail = {
      "action-type"     = ["PUSH"]
      "image-tag"       = [var.image_image_tag]
      "repository-name" = [var.image_repository]
      "result"          = ["SUCCESS"]
    }
  })
}

resource "aws_cloudwatch_event_target" "image" {
  arn       = aws_codepipeline.this.arn
  role_arn  = aws_iam_role.events.arn
  rule      = aws_cloudwatch_event_rule.image.name
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
        "arn:${var.partition}:events:${var.region}:${var.account_id}:rule/${var.name}-repo",
        "arn:${var.partition}:events:${var.region}:${var.account_id}:rule/${var.name}-drop",
        "arn:${var.partition}:events:${var.region}:${var.account_id}:rule/${var.name}-image",
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
