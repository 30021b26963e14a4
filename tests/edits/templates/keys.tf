resource "aws_kms_key" "delivery" {
  description             = "Artifacts of ${local.app}"
  enable_key_rotation     = true
  rotation_period_in_days = local.settings.rotation
  deletion_window_in_days = 30
}

resource "aws_kms_key_policy" "delivery" {
  key_id = aws_kms_key.delivery.key_id
  policy = templatefile("${path.module}/policies/key-delivery.json.tftpl", {
    account = local.account
    part    = local.part
    users   = [aws_iam_role.these["pipeline"].arn, aws_iam_role.these["build"].arn, aws_iam_role.these["invoke"].arn, aws_iam_role.these["deploy"].arn]
  })
}

resource "aws_kms_alias" "delivery" {
  name          = "alias/${local.app}/delivery"
  target_key_id = aws_kms_key.delivery.key_id
}

resource "aws_kms_key" "audit" {
  description             = "Audit of ${local.app}"
  enable_key_rotation     = true
  rotation_period_in_days = local.settings.rotation
  deletion_window_in_days = 30

  policy = templatefile("${path.module}/policies/key-audit.json.tftpl", {
    account = local.account
    part    = local.part
    region  = local.region
    trail   = local.trail_arn
    topic   = "arn:${local.part}:sns:${local.region}:${local.account}:${local.app}-delivery"
    users   = [aws_iam_role.these["pipeline"].arn]
  })
}
