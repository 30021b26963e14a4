resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "build" {
  name   = "work"
  role   = aws_iam_role.build.name
  policy = data.aws_iam_policy_document.build.json
}

data "aws_iam_policy_document" "build" {
  statement {
    actions   = [var.action] # expect: unknown
    resources = ["*"]
  }
}

variable "action" {
  type = string
}
