variable "create_bucket" {
  type    = bool
  default = true
}
variable "bucket" {
  type    = string
  default = null
}
variable "force_destroy" {
  type    = bool
  default = false
}
variable "tags" {
  type    = map(string)
  default = {}
}
variable "versioning" {
  type    = map(string)
  default = {}
}
variable "server_side_encryption_configuration" {
  type    = any
  default = {}
}
variable "block_public_acls" {
  type    = bool
  default = true
}
variable "block_public_policy" {
  type    = bool
  default = true
}
variable "ignore_public_acls" {
  type    = bool
  default = true
}
variable "restrict_public_buckets" {
  type    = bool
  default = true
}
variable "control_object_ownership" {
  type    = bool
  default = false
}
variable "object_ownership" {
  type    = string
  default = "BucketOwnerEnforced"
}
variable "logging" {
  type    = any
  default = {}
}
variable "lifecycle_rules" {
  type = list(object({
    id              = string
    enabled         = optional(bool, true)
    expiration_days = optional(number)
    noncurrent_days = optional(number)
    abort_days      = optional(number)
  }))
  default = []
}
variable "attach_tls_policy" {
  type    = bool
  default = false
}
variable "attach_kms_policy" {
  type    = bool
  default = false
}
variable "allowed_kms_key_arn" {
  type    = string
  default = null
}
variable "attach_policy" {
  type    = bool
  default = false
}
variable "policy_statements" {
  type    = any
  default = []
}
