resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = aws_s3_bucket.artifacts["artifacts"].bucket
    type     = "S3"

    encryption_key {
      id   = aws_kms_key.artifacts.arn
      type = "KMS"
    }
  }

  stage {
    name = "Source"

    action {
      name     = "Source"
      category = "Source"
      owner    = "AWS"
      provider = "S3"
      version  = "1"
    }
  }
}

resource "aws_kms_key" "artifacts" {
  description = "Artifacts."
}

resource "aws_s3_bucket" "artifacts" {
  for_each = toset(["artifacts"])

  bucket = each.key
}

resource "aws_s3_bucket_policy" "artifacts" {
  for_each = aws_s3_bucket.artifacts

  bucket = each.value.id
  policy = data.aws_iam_policy_document.artifacts[each.key].json
}

data "aws_iam_policy_document" "artifacts" {
  for_each = aws_s3_bucket.artifacts

  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["${each.value.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/pipeline"]
    }
  }
}
