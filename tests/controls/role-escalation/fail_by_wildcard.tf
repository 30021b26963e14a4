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
  statement { # expect: fail
    actions   = ["iam:Create*"]
    resources = ["arn:aws:iam::111122223333:user/*"]
  }
}
