resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"
}

resource "aws_iam_user" "deploy" {
  count = 0

  name = "deploy"
}
