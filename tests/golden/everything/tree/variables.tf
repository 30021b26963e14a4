# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

variable "account_id" {
  description = "The account that the stack belongs to."
  type        = string
  nullable    = false
}

variable "alarms_subscribers" {
  description = "Who is told of an alarm."
  type        = list(object({ endpoint = string, protocol = string }))
  nullable    = false
}

variable "approvals_subscribers" {
  description = "Who is told that an approval waits."
  type        = list(object({ endpoint = string, protocol = string }))
  nullable    = false
}

variable "approve_message" {
  description = "What the approver of `Approve` reads."
  type        = string
  nullable    = false
}

variable "approve_review_url" {
  description = "Where the approver of `Approve` looks."
  type        = string
  nullable    = false
}

variable "artifact_bucket_name" {
  description = "The name of the artifact bucket."
  type        = string
  nullable    = false
}

variable "artifact_bucket_name_eu_west_1" {
  description = "The name of the artifact bucket in eu-west-1."
  type        = string
  nullable    = false
}

variable "artifact_bucket_name_us_east_1" {
  description = "The name of the artifact bucket in us-east-1."
  type        = string
  nullable    = false
}

variable "build_buildspec" {
  description = "The build specification of `Build`, or its path."
  type        = string
  nullable    = false
}

variable "build_image" {
  description = "The image that `Build` runs in."
  type        = string
  nullable    = false
}

variable "build_image_buildspec" {
  description = "The build specification of `Build-Image`, or its path."
  type        = string
  nullable    = false
}

variable "build_image_image" {
  description = "The image that `Build-Image` runs in."
  type        = string
  nullable    = false
}

variable "cidr_block" {
  description = "The private range of the VPC."
  type        = string
  nullable    = false
}

variable "client_cidr_blocks" {
  description = "Private ranges outside the VPC whose clients may use the endpoints."
  type        = list(string)
  nullable    = false
}

variable "drop_bucket" {
  description = "The bucket that `Drop` reads."
  type        = string
  nullable    = false
}

variable "drop_kms_key_arn" {
  description = "The ARN of the key that encrypts the bucket of `Drop`."
  type        = string
  nullable    = false
}

variable "drop_object_key" {
  description = "The key of the object that `Drop` reads."
  type        = string
  nullable    = false
}

variable "fleet_application" {
  description = "The application of `Fleet`."
  type        = string
  nullable    = false
}

variable "fleet_deployment_group" {
  description = "The deployment group of `Fleet`."
  type        = string
  nullable    = false
}

variable "github_branch" {
  description = "The branch that `GitHub` follows."
  type        = string
  nullable    = false
}

variable "github_repository" {
  description = "The repository of `GitHub`."
  type        = string
  nullable    = false
}

variable "image_image_tag" {
  description = "The tag that `Image` follows."
  type        = string
  nullable    = false
}

variable "image_repository" {
  description = "The repository of `Image`."
  type        = string
  nullable    = false
}

variable "key_administrator_arns" {
  description = "The ARNs of roles that administer the key."
  type        = list(string)
  nullable    = false
}

variable "kms_key_arn_us_east_1" {
  description = "The ARN of the artifact key in us-east-1."
  type        = string
  nullable    = false
}

variable "lab_branch" {
  description = "The branch that `Lab` follows."
  type        = string
  nullable    = false
}

variable "lab_repository" {
  description = "The repository of `Lab`."
  type        = string
  nullable    = false
}

variable "log_bucket_name" {
  description = "The name of the bucket for access logs."
  type        = string
  nullable    = false
}

variable "log_bucket_name_eu_west_1" {
  description = "The name of the bucket for access logs in eu-west-1."
  type        = string
  nullable    = false
}

variable "log_bucket_name_us_east_1" {
  description = "The name of the bucket for access logs in us-east-1."
  type        = string
  nullable    = false
}

variable "name" {
  description = "The name of the stack."
  type        = string
  nullable    = false
}

variable "notifications_subscribers" {
  description = "Who is told of runs of the pipeline."
  type        = list(object({ endpoint = string, protocol = string }))
  nullable    = false
}

variable "old_stack" {
  description = "The CloudFormation stack of `Old`."
  type        = string
  nullable    = false
}

variable "old_stack_role_arn" {
  description = "The ARN of the role with which `Old` works."
  type        = string
  nullable    = false
}

variable "partition" {
  description = "The partition of the region."
  type        = string
  nullable    = false
}

variable "portal_application" {
  description = "The application of `Portal`."
  type        = string
  nullable    = false
}

variable "portal_environment" {
  description = "The environment of `Portal`."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the stack."
  type        = string
  nullable    = false
}

variable "repo_branch" {
  description = "The branch that `Repo` follows."
  type        = string
  nullable    = false
}

variable "repo_repository" {
  description = "The repository of `Repo`."
  type        = string
  nullable    = false
}

variable "service_cluster" {
  description = "The cluster of `Service`."
  type        = string
  nullable    = false
}

variable "service_file_name" {
  description = "The file that tells `Service` the images."
  type        = string
  nullable    = false
}

variable "service_role_arn" {
  description = "The ARN of the role that acts for `Service`."
  type        = string
  nullable    = false
}

variable "service_service" {
  description = "The service of `Service`."
  type        = string
  nullable    = false
}

variable "simulate_input" {
  description = "What `Simulate` gives the state machine."
  type        = string
  nullable    = false
}

variable "simulate_state_machine" {
  description = "The state machine that `Simulate` runs."
  type        = string
  nullable    = false
}

variable "site_bucket" {
  description = "The bucket that `Site` writes to."
  type        = string
  nullable    = false
}

variable "site_kms_key_arn" {
  description = "The ARN of the key that encrypts the bucket of `Site`."
  type        = string
  nullable    = false
}

variable "site_object_key" {
  description = "The key or the prefix that `Site` writes to."
  type        = string
  nullable    = false
}

variable "stack_parameters" {
  description = "The parameters that `Stack` overrides, as JSON."
  type        = string
  nullable    = false
}

variable "stack_stack" {
  description = "The CloudFormation stack of `Stack`."
  type        = string
  nullable    = false
}

variable "stack_stack_role_arn" {
  description = "The ARN of the role with which `Stack` works."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
  nullable    = false
}

variable "trail_bucket_name" {
  description = "The name of the trail bucket."
  type        = string
  nullable    = false
}

variable "validate_function" {
  description = "The function that `Validate` calls."
  type        = string
  nullable    = false
}

variable "validate_user_parameters" {
  description = "What `Validate` gives the function."
  type        = string
  nullable    = false
}

variable "zones" {
  description = "The availability zones of the VPC."
  type        = list(string)
  nullable    = false
}
