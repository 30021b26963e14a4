resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}

resource "aws_s3_bucket_policy" "artifacts" {
  bucket = aws_s3_bucket.artifacts.id
  policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"jane.doe@example.com\",\"Effect\":\"Deny\"}]}" # expect: fail
}
