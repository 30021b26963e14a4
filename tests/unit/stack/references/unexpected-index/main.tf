resource "terraform_data" "a" {
  input = {x=1}
}
output "x" {
  value = try(terraform_data.a[0].id, 1)
}
