# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

locals {
  alarms = {
    key = {
      description = "Someone disabled the artifact key, asked for its deletion, or changed its policy."
      source      = "kms.amazonaws.com"
      events      = ["DisableKey", "DisableKeyRotation", "PutKeyPolicy", "ScheduleKeyDeletion"]
    }
    pipeline = {
      description = "Someone changed or deleted the pipeline."
      source      = "codepipeline.amazonaws.com"
      events      = ["DeletePipeline", "UpdatePipeline"]
    }
    trail = {
      description = "Someone changed, stopped or deleted a trail."
      source      = "cloudtrail.amazonaws.com"
      events      = ["DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"]
    }
  }
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = local.alarms

  name           = "${var.name}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.this.name
  pattern        = "{ ($.eventSource = \"${each.value.source}\") && (${join(" || ", [for event in each.value.events : "($.eventName = \"${event}\")"])}) }"

  metric_transformation {
    name      = "${var.name}-${each.key}"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_actions       = [aws_sns_topic.alarms.arn]
  alarm_description   = each.value.description
  alarm_name          = "${var.name}-${each.key}"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = aws_cloudwatch_log_metric_filter.this[each.key].metric_transformation[0].name
  namespace           = "Audit"
  period              = 300
  statistic           = "Sum"
  threshold           = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "DenyPlaintextPublish"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

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
    sid       = "PublishAlarms"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${var.partition}:cloudwatch:${var.region}:${var.account_id}:alarm:${var.name}-*"]
    }
  }
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each = { for subscriber in var.alarms_subscribers : "${subscriber.protocol} ${subscriber.endpoint}" => subscriber }

  endpoint  = each.value.endpoint
  protocol  = each.value.protocol
  topic_arn = aws_sns_topic.alarms.arn
}
