variable "k" { type = string }
variable "v" {
  type     = number
  default  = 9
  nullable = false
}
module "inner" {
  source = "./n"
  count  = var.v > 1 ? 1 : 0
  k      = "${var.k}-in"
}
output "o" { value = { k = var.k, n = var.v, i = module.inner[*].r, p = path.module } }
output "map" { value = { (var.k) = var.v } }
