# Sources come first, a statement replaces the one of its Sid where it stood, and the later version wins.
data "aws_iam_policy_document" "merging" {
  source_policy_documents = [
    jsonencode({
      Version = "2008-10-17"
      Id      = "FromSource"
      Statement = [
        { Sid = "First", Effect = "Allow", Action = ["s3:Get*"], Resource = ["b", "a"], Principal = { AWS = ["b", "a"] } },
        { Effect = "Allow", Action = "s3:List*", Resource = "*", Principal = "*" },
      ]
    }),
    jsonencode({
      statement = [{ Sid = "Third", effect = "Deny", Action = "s3:*", Resource = "*", Condition = {
        Bool            = { "aws:SecureTransport" = false }
        NumericLessThan = { "s3:TlsVersion" = 1.2 }
        StringEquals    = { "aws:PrincipalAccount" = ["2", "1"] }
      } }]
    }),
  ]

  statement {
    sid       = "First"
    actions   = ["s3:PutObject"]
    resources = ["own"]
  }

  override_policy_documents = [
    jsonencode({ Statement = [{ Sid = "Third", Effect = "Deny", Action = "s3:Put*", Resource = "overridden" }] }),
    jsonencode({ Statement = [{ Sid = "Last", Effect = "Allow", Action = "s3:Get*", Resource = "*" }] }),
  ]
}
