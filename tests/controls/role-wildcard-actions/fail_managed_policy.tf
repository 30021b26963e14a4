resource "aws_iam_policy" "deploy" {
  name = "deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for service in ["codebuild", "logs"] : { Effect = "Allow", Action = "${service}:*", Resource = "*" } # expect: fail
    ]
  })
}
