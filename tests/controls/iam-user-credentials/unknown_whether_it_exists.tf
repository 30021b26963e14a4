variable "legacy" {
  type = bool
}

resource "aws_iam_user" "deploy" { # expect: unknown
  count = var.legacy ? 1 : 0

  name = "deploy"
}
