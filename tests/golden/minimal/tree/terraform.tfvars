# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

account_id           = "111122223333"
artifact_bucket_name = "least-artifacts-111122223333-us-west-1"
cidr_block           = "10.20.0.0/20"
client_cidr_blocks   = []
deploy_bucket        = "example-site"
log_bucket_name      = "least-logs-111122223333-us-west-1"
name                 = "least"
partition            = "aws"
region               = "us-west-1"
source_branch        = "main"
source_repository    = "site"
tags                 = {}
trail_bucket_name    = "least-trail-111122223333-us-west-1"
zones                = ["us-west-1a", "us-west-1c"]
