# A source's lists stay as they are, except principals; a boolean becomes a word; a number as a condition is lost.
data "aws_iam_policy_document" "sources" {
  source_policy_documents = [
    jsonencode({
      Statement = [
        { Sid = "Lists", Effect = "Allow", Action = ["s3:Get*"], Resource = ["a", "b"], Principal = { AWS = ["a", "b"] } },
        { Sid = "Values", Effect = "Deny", Action = "s3:*", Resource = "*", Condition = {
          Bool            = { "aws:SecureTransport" = false }
          NumericLessThan = { "s3:TlsVersion" = 1.2 }
          StringEquals    = { "aws:PrincipalAccount" = ["2", "1"] }
        } },
      ]
    }),
  ]
}
