data "aws_iam_policy_document" "read" {
  statement {
    sid       = "ReadFor4111111111111111" # expect: fail
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "read" {
  name   = "read"
  policy = data.aws_iam_policy_document.read.json
}
