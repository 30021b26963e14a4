# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

variable "account_id" {
  description = "The account of the endpoints."
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

variable "kms_key_arn" {
  description = "The ARN of the key that encrypts the flow log."
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
  description = "The region of the endpoints."
  type        = string
  nullable    = false
}

variable "zones" {
  description = "The availability zones of the VPC."
  type        = list(string)
  nullable    = false
}
