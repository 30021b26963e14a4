variable "name" {
  type = string
}
variable "kms_key_arn" {
  type    = string
  default = null
}
variable "sse" {
  type    = string
  default = "aws:kms"
}
variable "versioned" {
  type    = bool
  default = true
}
variable "log_bucket" {
  type    = string
  default = null
}
variable "guard_uploads" {
  type    = bool
  default = false
}
variable "statements" {
  type    = list(string)
  default = []
}
