resource "terraform_data" "a" {
  count = 1
}
output "x" {
  value = [terraform_data.a[*].id, terraform_data.a.*.id, terraform_data.a[0].id, terraform_data.a.0.id, length(terraform_data.a)]
}
