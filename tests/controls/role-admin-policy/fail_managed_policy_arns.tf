resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"

  managed_policy_arns = [
    "arn:aws:iam::aws:policy/AWSCodeBuildReadOnlyAccess",
    "arn:aws:iam::aws:policy/AmazonS3FullAccess", # expect: fail
  ]
}
