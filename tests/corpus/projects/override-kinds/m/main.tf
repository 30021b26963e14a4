variable "v" {}
variable "w" {}
output "o" { value = [var.v, var.w] }
