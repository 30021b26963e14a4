output "x" {
  value = try(data.terraform_remote_state.x.id, 1)
}
