variable "m" {
  default = {a = [1]}
}
output "x" {
  value = var.m["a"][0] + try(var.m["b"][0], 0) + try(var.m.c.d, 1)
}
