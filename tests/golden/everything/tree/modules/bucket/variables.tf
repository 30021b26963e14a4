# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

variable "account_id" {
  description = "The account of the buckets."
  type        = string
  nullable    = false
}

variable "action_role_arns" {
  description = "The ARNs of other accounts' action roles that read and write artifacts."
  type        = list(string)
  nullable    = false
}

variable "bucket_name" {
  description = "The name of the artifact bucket."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The ARN of the key that encrypts the artifacts."
  type        = string
  nullable    = false
}

variable "log_bucket_name" {
  description = "The name of the bucket for access logs."
  type        = string
  nullable    = false
}

variable "other_logged_buckets" {
  description = "The names of other buckets whose access logs are delivered here."
  type        = list(string)
  nullable    = false
}

variable "partition" {
  description = "The partition of the region."
  type        = string
  nullable    = false
}

variable "region" {
  description = "The region of the buckets."
  type        = string
  nullable    = false
}
