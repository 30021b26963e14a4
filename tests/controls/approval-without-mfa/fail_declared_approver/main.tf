resource "aws_iam_role" "approver" {
  name = "approver"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithSAML"
      Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/okta" }
    }]
  })
}

resource "aws_iam_role_policy" "approver" {
  name   = "approve"
  role   = aws_iam_role.approver.name
  policy = data.aws_iam_policy_document.approver.json
}

data "aws_iam_policy_document" "approver" {
  statement { # expect: fail
    actions   = ["codepipeline:PutApprovalResult"]
    resources = ["arn:aws:codepipeline:eu-west-1:111122223333:release/*"]
  }
}
