variable "a" {
  default = 1
  validation {
    condition = var.a == var.b
    error_message = "x ${local.c}"
  }
}
variable "b" {
  default = 1
}
locals {
  c = 1
}
