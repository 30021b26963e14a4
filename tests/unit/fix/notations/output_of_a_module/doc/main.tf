variable "arn" {
  type = string
}

output "json" {
  value = data.aws_iam_policy_document.artifacts.json
}

data "aws_iam_policy_document" "artifacts" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["${var.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/pipeline"]
    }
  }
}
