resource "aws_iam_group" "approvers" {
  name = "approvers"
}

resource "aws_iam_group_policy" "approvers" {
  name   = "approve"
  group  = aws_iam_group.approvers.name
  policy = data.aws_iam_policy_document.approvers.json
}

data "aws_iam_policy_document" "approvers" {
  statement {
    actions   = ["codepipeline:PutApprovalResult"]
    resources = ["arn:aws:codepipeline:eu-west-1:111122223333:release/*"]

    condition {
      test     = "NumericLessThan"
      variable = "aws:MultiFactorAuthAge"
      values   = ["3600"]
    }
  }
}
