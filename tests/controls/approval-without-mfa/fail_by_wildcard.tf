resource "aws_iam_user" "approvers" {
  name = "approvers"
}

resource "aws_iam_user_policy" "approvers" {
  name   = "approve"
  user   = aws_iam_user.approvers.name
  policy = data.aws_iam_policy_document.approvers.json
}

data "aws_iam_policy_document" "approvers" {
  statement {
    actions   = ["codepipeline:PutApprovalResult"]
    resources = ["arn:aws:codepipeline:eu-west-1:111122223333:release/*"]

    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }

  statement { # expect: fail
    actions   = ["codepipeline:*Pipeline*"]
    resources = ["*"]
  }
}
