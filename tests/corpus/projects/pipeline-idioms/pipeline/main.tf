variable "create_role" {
  type    = bool
  default = true
}

variable "name" {
  type = string
}

variable "role_arn" {
  type    = string
  default = ""
}

variable "stages" {
  type = any
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  actions   = flatten(var.stages[*].actions)
  role_arns = distinct(compact([for action in local.actions : try(action.role_arn, "")]))
  accounts  = distinct([for arn in local.role_arns : split(":", arn)[4] if split(":", arn)[4] != data.aws_caller_identity.current.account_id])
  providers = { for action in local.actions : action.provider => action.name... }
  role      = var.create_role ? join("", aws_iam_role.this.*.arn) : var.role_arn
  services = toset([
    for provider in keys(local.providers) : lower(provider) if contains(["CloudFormation", "CodeBuild"], provider)
  ])
}

resource "aws_s3_bucket" "artifacts" {
  bucket        = replace(lower("${var.name}_artifacts-${data.aws_caller_identity.current.account_id}"), "/[^a-z0-9.-]/", "-")
  force_destroy = false
}

data "aws_iam_policy_document" "trust" {
  count = var.create_role ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = formatlist("%s.${data.aws_partition.current.dns_suffix}", sort(concat(["codepipeline"], tolist(local.services))))
    }
  }
}

data "aws_iam_policy_document" "access" {
  source_policy_documents = [for document in data.aws_iam_policy_document.trust : replace(document.json, "sts:AssumeRole", "sts:TagSession")]

  dynamic "statement" {
    for_each = {
      objects = { actions = ["s3:GetObject*", "s3:PutObject"], resources = ["arn:${data.aws_partition.current.partition}:s3:::${aws_s3_bucket.artifacts.bucket}/*"] }
      roles   = { actions = ["sts:AssumeRole"], resources = formatlist("arn:aws:iam::%s:role/*", local.accounts) }
      empty   = { actions = [], resources = [] }
    }

    content {
      sid       = title(statement.key)
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = statement.key == "objects" ? [{ Bool = { "aws:SecureTransport" = true } }] : []
        iterator = each_condition

        content {
          test     = one(keys(each_condition.value))
          variable = keys(values(each_condition.value)[0])[0]
          values   = [for value in values(values(each_condition.value)[0]) : tostring(value)]
        }
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count = var.create_role ? 1 : 0

  name               = "${var.name}-pipeline"
  assume_role_policy = data.aws_iam_policy_document.trust[count.index].json
}

resource "aws_iam_role_policy" "this" {
  count = var.create_role ? 1 : 0

  role   = one(aws_iam_role.this[*].name)
  policy = data.aws_iam_policy_document.access.json
}

resource "aws_codepipeline" "this" {
  name     = var.name
  role_arn = local.role

  artifact_store {
    location = aws_s3_bucket.artifacts.bucket
    type     = "S3"
  }

  dynamic "stage" {
    for_each = [for stage in var.stages : { name = stage.name, actions = stage.actions } if lookup(stage, "enabled", true)]

    content {
      name = stage.value.name

      dynamic "action" {
        for_each = { for index, action in stage.value.actions : format("%03d", index) => action }

        content {
          name             = action.value["name"]
          category         = action.value.category
          owner            = action.value.owner
          provider         = action.value.provider
          version          = lookup(action.value, "version", "1")
          run_order        = lookup(action.value, "run_order", tonumber(action.key) + 1)
          role_arn         = lookup(action.value, "role_arn", null)
          input_artifacts  = lookup(action.value, "input_artifacts", null)
          output_artifacts = try(action.value.output_artifacts, null)
          configuration    = merge(try(action.value.configuration, {}), action.value.category == "Approval" ? { CustomData = "go?" } : {})
        }
      }
    }
  }
}

output "foreign" {
  value = local.accounts
}
