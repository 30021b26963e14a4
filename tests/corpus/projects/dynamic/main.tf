variable "rules" {
  type = list(object({
    port  = number
    cidrs = optional(list(string), ["10.0.0.0/8"])
    note  = optional(string)
  }))
  default = [{ port = 443 }, { port = "80", cidrs = ["10.1.0.0/16", "10.2.0.0/16"], note = "plain" }]
}

variable "stages" {
  default = {
    Build  = { actions = ["one", "two"] }
    Deploy = { actions = [] }
  }
}

resource "aws_security_group" "this" {
  name = "dynamic"

  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      to_port     = ingress.value.port + 1
      protocol    = "tcp"
      cidr_blocks = ingress.value.cidrs
      description = ingress.value.note == null ? "rule ${ingress.key}" : ingress.value.note
    }
  }
}

resource "aws_codebuild_project" "this" {
  name         = "nested"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/standard:7.0"
    type         = "LINUX_CONTAINER"

    dynamic "environment_variable" {
      for_each = { for name, stage in var.stages : upper(name) => stage }
      iterator = stage
      content {
        name  = stage.key
        value = join(",", stage.value.actions)
      }
    }

    dynamic "environment_variable" {
      for_each = toset(["b", "a"])
      content {
        name  = environment_variable.key
        value = environment_variable.value
      }
    }
  }

  source {
    type      = "NO_SOURCE"
    buildspec = <<-EOT
      version: 0.2
      phases:
        build:
          commands:
      %{~for command in ["make", "make test"]~}

            - ${command}
      %{~endfor}
    EOT
  }
}

resource "aws_sns_topic" "unset" {
  name              = "unset"
  kms_master_key_id = null
  display_name      = length(var.rules) > 5 ? "many" : null
}

resource "aws_sns_topic" "gone" {
  for_each = { for name, stage in var.stages : name => stage if length(stage.actions) > 5 }
  name     = each.key
}
