module "secret" {
  source  = "example.com/acme/secret/aws"
  version = "1.0.0"
}

resource "aws_codepipeline_webhook" "source" {
  authentication  = "GITHUB_HMAC"
  name            = "source"
  target_action   = "Source"
  target_pipeline = "release"

  authentication_configuration {
    secret_token = module.secret.value # expect: unknown
  }

  filter {
    json_path    = "$.ref"
    match_equals = "refs/heads/main"
  }
}
