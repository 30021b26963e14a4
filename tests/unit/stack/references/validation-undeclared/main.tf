variable "a" {
  default = 1
  validation {
    condition = var.a == var.nope
    error_message = "x"
  }
}
