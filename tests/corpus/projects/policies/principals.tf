# Only {"*": "*"} becomes "*"; {"AWS": "*"} stays, because a trust policy needs it so. Types come out in order.
data "aws_iam_policy_document" "principals" {
  policy_id = "Principals"

  statement {
    sid     = "Anyone"
    actions = ["s3:GetObject"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }

  statement {
    sid     = "AnyAccount"
    actions = ["s3:GetObject"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }

  statement {
    sid     = "Mixed"
    actions = ["s3:GetObject"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"]
    }
  }

  statement {
    sid           = "Exempt"
    effect        = "Deny"
    not_actions   = ["s3:GetObject"]
    not_resources = ["arn:aws:s3:::a"]

    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
  }
}
