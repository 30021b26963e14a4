resource "aws_codepipeline_webhook" "source" {
  authentication  = "GITHUB_HMAC"
  name            = "source"
  target_action   = "Source"
  target_pipeline = "release"

  authentication_configuration {
    secret_token = "" # expect: fail
  }

  filter {
    json_path    = "$.ref"
    match_equals = "refs/heads/main"
  }
}
