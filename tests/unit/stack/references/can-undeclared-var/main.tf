output "x" {
  value = can(var.nope)
}
