variable "name" {
  type = string
}
variable "services" {
  type    = list(string)
  default = []
}
variable "trusted_arns" {
  type    = list(string)
  default = []
}
variable "confine_to_account" {
  type    = bool
  default = true
}
variable "policies" {
  type    = map(string)
  default = {}
}
variable "permissions_boundary" {
  type    = string
  default = null
}

data "aws_caller_identity" "this" {}

resource "aws_iam_role" "this" {
  name                 = var.name
  permissions_boundary = var.permissions_boundary
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(
      {
        Effect = "Allow"
        Action = "sts:AssumeRole"
        Principal = merge(
          length(var.services) > 0 ? { Service = var.services } : {},
          length(var.trusted_arns) > 0 ? { AWS = var.trusted_arns } : {},
        )
      },
      var.confine_to_account && length(var.services) > 0 ? {
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id } }
      } : null,
    )]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = var.policies

  name   = each.key
  role   = aws_iam_role.this.id
  policy = each.value
}

output "arn" {
  value = aws_iam_role.this.arn
}
output "name" {
  value = aws_iam_role.this.name
}
