# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

variable "account_id" {
  description = "The account that the stack belongs to."
  type        = string
  nullable    = false
}

variable "artifact_bucket_name" {
  description = "The name of the artifact bucket."
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

variable "deploy_bucket" {
  description = "The bucket that `Deploy` writes to."
  type        = string
  nullable    = false
}

variable "log_bucket_name" {
  description = "The name of the bucket for access logs."
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
  description = "The region of the stack."
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

variable "zones" {
  description = "The availability zones of the VPC."
  type        = list(string)
  nullable    = false
}
