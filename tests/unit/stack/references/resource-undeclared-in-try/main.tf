output "x" {
  value = try(terraform_data.x.id, 1)
}
