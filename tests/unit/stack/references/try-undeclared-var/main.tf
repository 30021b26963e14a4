output "x" {
  value = try(var.nope, 1)
}
