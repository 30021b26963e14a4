resource "aws_iam_group" "approvers" {
  name = "approvers"
}

resource "aws_iam_group_policy_attachment" "approvers" {
  group      = aws_iam_group.approvers.name
  policy_arn = "arn:aws:iam::aws:policy/AWSCodePipelineApproverAccess" # expect: fail
}
