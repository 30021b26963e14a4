resource "aws_codepipeline_webhook" "source" {
  authentication  = "IP"
  name            = "source"
  target_action   = "Source"
  target_pipeline = "release"

  authentication_configuration {
    allowed_ip_range = "0.0.0.0/0" # expect: fail
  }

  filter {
    json_path    = "$.ref"
    match_equals = "refs/heads/main"
  }
}
