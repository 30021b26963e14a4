variable "trust" {
  type = string
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = aws_iam_role.pipeline.arn
}

resource "aws_iam_role" "pipeline" {
  name               = "release-pipeline"
  assume_role_policy = var.trust # expect: unknown
}
