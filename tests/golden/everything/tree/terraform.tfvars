# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

account_id = "111122223333"
alarms_subscribers = [
  {
    "endpoint" = "arn:aws:sqs:eu-central-1:111122223333:alarms"
    "protocol" = "sqs"
  },
]
approvals_subscribers = [
  {
    "endpoint" = "platform@example.com"
    "protocol" = "email"
  },
]
approve_message                = "Look at $${it}: \"quoted\" \\ %%{ if } 日本 🚀"
approve_review_url             = "https://example.com/review?page=1"
artifact_bucket_name           = "example-all-of-it"
artifact_bucket_name_eu_west_1 = "all-of-it-artifacts-111122223333-eu-west-1"
artifact_bucket_name_us_east_1 = "example-all-of-it-us"
build_buildspec                = "version: 0.2\nphases:\n  build:\n    commands:\n      - echo \"$${CODEBUILD_RESOLVED_SOURCE_VERSION}\" %%{x} 'EOT'\n"
build_image                    = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/tools/builder:3"
build_image_buildspec          = "buildspec.yml"
build_image_image              = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
cidr_block                     = "172.16.0.0/22"
client_cidr_blocks             = ["10.0.0.0/8"]
drop_bucket                    = "example-drop"
drop_kms_key_arn               = "arn:aws:kms:eu-central-1:111122223333:key/aaaa-bbbb"
drop_object_key                = "in/$${file}.zip"
fleet_application              = "fleet"
fleet_deployment_group         = "all"
github_branch                  = "main"
github_repository              = "example/app"
image_image_tag                = "stable"
image_repository               = "base/app"
key_administrator_arns         = ["arn:aws:iam::111122223333:role/key-custodian"]
kms_key_arn_us_east_1          = "arn:aws:kms:us-east-1:111122223333:key/eeee-ffff"
lab_branch                     = "main"
lab_repository                 = "a/b/c"
log_bucket_name                = "all-of-it-logs-111122223333-eu-central-1"
log_bucket_name_eu_west_1      = "all-of-it-logs-111122223333-eu-west-1"
log_bucket_name_us_east_1      = "all-of-it-logs-111122223333-us-east-1"
name                           = "all-of-it"
notifications_subscribers = [
  {
    "endpoint" = "https://example.com/hook"
    "protocol" = "https"
  },
]
old_stack              = "app-old"
old_stack_role_arn     = "arn:aws:iam::111122223333:role/stack-deployer"
partition              = "aws"
portal_application     = "portal"
portal_environment     = "portal-live"
region                 = "eu-central-1"
repo_branch            = "main"
repo_repository        = "repo"
service_cluster        = "main"
service_file_name      = "imagedefinitions.json"
service_role_arn       = "arn:aws:iam::444455556666:role/deployer"
service_service        = "app"
simulate_input         = "{\"a\": \"%%{b}\"}"
simulate_state_machine = "simulate"
site_bucket            = "example-site"
site_kms_key_arn       = "arn:aws:kms:eu-central-1:111122223333:key/cccc-dddd"
site_object_key        = "site/$${commit}"
stack_parameters       = "{\"Name\": \"$${x} \\\"quoted\\\"\", \"Other\": \"1\"}"
stack_stack            = "app"
stack_stack_role_arn   = "arn:aws:iam::111122223333:role/stack-deployer"
tags = {
  "Contact"                      = "platform@example.com"
  "Cost $${centre}"              = "100%%{ if true } \"quoted\" \\ back $$${slash}"
  "Gr\u00f6\u00dfe \u65e5\u672c" = "é ü 🚀 <<EOT"
}
trail_bucket_name        = "example-all-of-it-trail"
validate_function        = "validate"
validate_user_parameters = "{\"a\": \"$${b}\"}"
zones                    = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
