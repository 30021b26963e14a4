resource "terraform_data" "a" {
  for_each = {q=1}
}
locals {
  k = "q"
}
output "x" {
  value = [terraform_data.a[local.k].id, terraform_data.a["${local.k}"].id, [for k, v in terraform_data.a : v.id], {for k in ["q"] : k => terraform_data.a[k].id}]
}
