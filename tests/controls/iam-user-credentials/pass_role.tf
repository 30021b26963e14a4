resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"
}
