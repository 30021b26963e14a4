locals {
  enabled = var.create ? 1 : 0
  root = {
    Sid       = "Root"
    Effect    = "Allow"
    Principal = { AWS = "arn:${data.aws_partition.this.partition}:iam::${data.aws_caller_identity.this.account_id}:root" }
    Action    = "kms:*"
    Resource  = "*"
  }
  user_statements = length(var.users) == 0 ? [] : [{
    Sid       = "Users"
    Effect    = "Allow"
    Principal = { AWS = var.users }
    Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    Resource  = "*"
  }]
  service_statements = [for name, service in var.services : {
    Sid       = title(name)
    Effect    = "Allow"
    Principal = { Service = service.principal }
    Action    = service.actions
    Resource  = "*"
    Condition = { for condition in service.conditions : condition.test => { (condition.variable) = condition.values } }
  }]
}

data "aws_partition" "this" {}
data "aws_caller_identity" "this" {}

resource "aws_kms_key" "this" {
  count = local.enabled

  description             = var.description
  enable_key_rotation     = var.enable_key_rotation
  deletion_window_in_days = var.deletion_window_in_days
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat([local.root], local.user_statements, local.service_statements)
  })
  tags = var.tags
}

resource "aws_kms_alias" "this" {
  for_each = var.create ? toset(var.aliases) : toset([])

  name          = "alias/${each.value}"
  target_key_id = aws_kms_key.this[0].key_id
}
