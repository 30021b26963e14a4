resource "aws_s3_bucket_policy" "artifacts" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
