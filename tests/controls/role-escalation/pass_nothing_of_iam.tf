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
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::artifacts/*"]
  }

  statement {
    actions   = ["sts:AssumeRole"]
    resources = [aws_iam_role.task.arn]
  }
}

resource "aws_iam_role" "task" {
  name               = "task"
  assume_role_policy = "{}"
}
