variable "name" {
  description = "What the store belongs to."
  type        = string
  nullable    = false
}

variable "role_arn" {
  description = "The role that reads and writes artifacts."
  type        = string
  nullable    = false
}
