resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "build" {
  role       = aws_iam_role.build.name
  policy_arn = data.aws_iam_policy.admin.arn # expect: fail
}

data "aws_iam_policy" "admin" {
  name = "IAMFullAccess"
}
