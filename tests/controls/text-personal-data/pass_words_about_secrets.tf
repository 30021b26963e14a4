resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}

resource "aws_iam_policy" "read" {
  name        = "read-token"
  description = "Lets a build read its secret: npm-token, and no password: never."
  policy      = jsonencode({ Version = "2012-10-17", Statement = [] })
}
