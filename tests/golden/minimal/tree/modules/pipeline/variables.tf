# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

variable "account_id" {
  description = "The account of the pipeline."
  type        = string
  nullable    = false
}

variable "artifact_bucket" {
  description = "The name of the artifact bucket."
  type        = string
  nullable    = false
}

variable "artifact_bucket_arn" {
  description = "The ARN of the artifact bucket."
  type        = string
  nullable    = false
}

variable "deploy_bucket" {
  description = "The bucket that `Deploy` writes to."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The ARN of the artifact key."
  type        = string
  nullable    = false
}

variable "name" {
  description = "The name of the stack."
  type        = string
  nullable    = false
}

variable "partition" {
  description = "The partition of the region."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the pipeline."
  type        = string
  nullable    = false
}

variable "source_branch" {
  description = "The branch that `Source` follows."
  type        = string
  nullable    = false
}

variable "source_repository" {
  description = "The repository of `Source`."
  type        = string
  nullable    = false
}
