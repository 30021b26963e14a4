# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

account_id           = "111122223333"
approve_message      = "Look at the build's report before you approve."
artifact_bucket_name = "reference-artifacts-111122223333-eu-central-1"
build_buildspec      = "buildspec.yml"
build_image          = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
cidr_block           = "10.20.0.0/20"
client_cidr_blocks   = []
deploy_bucket        = "example-site"
log_bucket_name      = "reference-logs-111122223333-eu-central-1"
name                 = "reference"
partition            = "aws"
region               = "eu-central-1"
source_branch        = "main"
source_repository    = "example/site"
tags = {
  "Team" = "platform"
}
trail_bucket_name = "reference-trail-111122223333-eu-central-1"
zones             = ["eu-central-1a", "eu-central-1b"]
