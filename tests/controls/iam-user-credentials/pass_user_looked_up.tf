resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = jsonencode({ user = data.aws_iam_user.auditor.arn })
}

data "aws_iam_user" "auditor" {
  user_name = "auditor"
}
