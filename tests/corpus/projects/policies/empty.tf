# No statement and no identifier: only the version is left.
data "aws_iam_policy_document" "empty" {}
