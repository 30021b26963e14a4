resource "terraform_data" "a" {
  input = {x=1}
}
output "x" {
  value = [terraform_data.a[*].id, one(terraform_data.a[*].id)]
}
