resource "terraform_data" "a" {
  input = {x=1}
}
output "x" {
  value = try(terraform_data.a["x"].id, 1)
}
