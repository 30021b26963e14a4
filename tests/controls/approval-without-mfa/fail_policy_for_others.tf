resource "aws_iam_policy" "approver" {
  name = "approver"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { # expect: fail
        Effect   = "Allow"
        Action   = "codepipeline:PutApprovalResult"
        Resource = "*"
      },
    ]
  })
}
