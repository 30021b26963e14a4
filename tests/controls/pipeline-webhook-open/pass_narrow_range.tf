resource "aws_codepipeline_webhook" "source" {
  authentication  = "IP"
  name            = "source"
  target_action   = "Source"
  target_pipeline = "release"

  authentication_configuration {
    allowed_ip_range = "192.30.252.0/22"
  }

  filter {
    json_path    = "$.ref"
    match_equals = "refs/heads/main"
  }
}
