# Values keep their order, one value becomes a string, operators and keys come out in order, and `<`, `>`, `&` escaped.
data "aws_iam_policy_document" "conditions" {
  statement {
    sid       = "Conditions"
    actions   = ["s3:PutObject"]
    resources = ["arn:aws:s3:::a/$${aws:username}/&{aws:userid}/*"]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["b/*", "a/*", "&{aws:username}/*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }

    condition {
      test     = "StringLike"
      variable = "aws:PrincipalTag/<a>&b"
      values   = ["x"]
    }
  }
}
