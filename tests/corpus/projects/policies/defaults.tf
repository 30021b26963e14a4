# Version and effect are filled in, one element becomes a string, and several come out in reverse order.
data "aws_iam_policy_document" "defaults" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject", "kms:Decrypt"]
    resources = ["*"]
  }

  statement {
    sid       = "Second"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::a", "arn:aws:s3:::a/*"]
  }
}
