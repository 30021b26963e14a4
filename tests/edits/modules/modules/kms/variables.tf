variable "create" {
  type    = bool
  default = true
}
variable "description" {
  type    = string
  default = null
}
variable "enable_key_rotation" {
  type    = bool
  default = true
}
variable "deletion_window_in_days" {
  type    = number
  default = null
}
variable "aliases" {
  type    = list(string)
  default = []
}
variable "users" {
  type    = list(string)
  default = []
}
variable "services" {
  type = map(object({
    principal = string
    actions   = list(string)
    conditions = optional(list(object({
      test     = string
      variable = string
      values   = list(string)
    })), [])
  }))
  default = {}
}
variable "tags" {
  type    = map(string)
  default = {}
}
