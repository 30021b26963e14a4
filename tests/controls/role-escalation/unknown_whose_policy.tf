resource "aws_iam_role" "build" { # expect: unknown
  name               = "build"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "build" {
  name   = "work"
  role   = var.role
  policy = data.aws_iam_policy_document.build.json
}

data "aws_iam_policy_document" "build" {
  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.task.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "task" {
  name               = "task"
  assume_role_policy = "{}"
}

variable "role" {
  type = string
}
