resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "build" {
  for_each = toset(["arn:aws:iam::aws:policy/PowerUserAccess"])

  role       = aws_iam_role.build.name
  policy_arn = each.value # expect: fail
}
