variable "how" {
  type = string
}

resource "aws_codepipeline_webhook" "source" {
  authentication  = var.how # expect: unknown
  name            = "source"
  target_action   = "Source"
  target_pipeline = "release"

  filter {
    json_path    = "$.ref"
    match_equals = "refs/heads/main"
  }
}
