variable "a" {
  type    = string
  default = "x"
}
variable "n" { default = 1 }
locals {
  l = 1
  m = 2
}
resource "terraform_data" "r" {
  input            = { a = 1, b = 2 }
  triggers_replace = [1]
  lifecycle {
    create_before_destroy = true
  }
}
resource "terraform_data" "c" {
  count = 2
  input = count.index
}
output "x" { value = [var.a, var.n, local.l, local.m, terraform_data.r.input, terraform_data.r.triggers_replace, length(terraform_data.c)] }
output "d" {
  value       = "old"
  description = "keep"
}
module "m" {
  source = "./m"
  v      = 1
  w      = 2
}
output "m" { value = module.m.o }
