resource "aws_ssoadmin_permission_set" "approvers" {
  name         = "approvers"
  instance_arn = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
}

resource "aws_ssoadmin_permission_set_inline_policy" "approvers" {
  instance_arn       = aws_ssoadmin_permission_set.approvers.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.approvers.arn
  inline_policy      = data.aws_iam_policy_document.approvers.json
}

data "aws_iam_policy_document" "approvers" {
  statement {
    actions   = ["codepipeline:PutApprovalResult"]
    resources = ["arn:aws:codepipeline:eu-west-1:111122223333:release/*"]
  }
}
