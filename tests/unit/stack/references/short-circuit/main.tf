output "x" {
  value = false && var.nope
}
