resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"

  inline_policy {
    name   = "work"
    policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "s3:*", Resource = "*" } }) # expect: fail
  }
}
