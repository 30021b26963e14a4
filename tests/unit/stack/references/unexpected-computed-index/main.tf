resource "terraform_data" "a" {
  input = {x=1}
}
locals {
  k = 0
}
output "x" {
  value = try(terraform_data.a[local.k].id, 1)
}
