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
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role" "approver" {
  name = "approver"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "approver" {
  name   = "approve"
  role   = aws_iam_role.approver.name
  policy = data.aws_iam_policy_document.approver.json
}

data "aws_iam_policy_document" "approver" {
  statement {
    actions   = ["codepipeline:PutApprovalResult"]
    resources = ["arn:aws:codepipeline:eu-west-1:111122223333:release/*"]
  }
}
