resource "aws_codepipeline_webhook" "source" { # expect: fail
  authentication  = "GITHUB_HMAC"
  name            = "source"
  target_action   = "Source"
  target_pipeline = "release"

  filter {
    json_path    = "$.ref"
    match_equals = "refs/heads/main"
  }
}
