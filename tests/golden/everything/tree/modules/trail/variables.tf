# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

variable "access_log_bucket" {
  description = "The bucket that receives the trail bucket's access logs."
  type        = string
  nullable    = false
}

variable "account_id" {
  description = "The account of the trail."
  type        = string
  nullable    = false
}

variable "alarms_subscribers" {
  description = "Who is told of an alarm."
  type        = list(object({ endpoint = string, protocol = string }))
  nullable    = false
}

variable "artifact_bucket_arns" {
  description = "The ARNs of the buckets whose objects are watched."
  type        = list(string)
  nullable    = false
}

variable "bucket_name" {
  description = "The name of the trail bucket."
  type        = string
  nullable    = false
}

variable "kms_key_arn" {
  description = "The ARN of the key that encrypts the trail."
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
  description = "The region of the trail."
  type        = string
  nullable    = false
}
