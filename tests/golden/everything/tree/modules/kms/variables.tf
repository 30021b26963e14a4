# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

variable "account_id" {
  description = "The account of the key."
  type        = string
  nullable    = false
}

variable "action_role_arns" {
  description = "The ARNs of other accounts' action roles that use the key."
  type        = list(string)
  nullable    = false
}

variable "administrator_arns" {
  description = "The ARNs of roles that administer the key."
  type        = list(string)
  nullable    = false
}

variable "dns_suffix" {
  description = "The DNS suffix of the partition's regional services."
  type        = string
  nullable    = false
}

variable "log_group_names" {
  description = "The log groups that the key encrypts."
  type        = list(string)
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

variable "publishers" {
  description = "The services that publish to each topic that the key encrypts, by the topic's name."
  type        = map(list(string))
  nullable    = false
}

variable "region" {
  description = "The region of the key."
  type        = string
  nullable    = false
}

variable "trail_names" {
  description = "The trails that the key encrypts."
  type        = list(string)
  nullable    = false
}
