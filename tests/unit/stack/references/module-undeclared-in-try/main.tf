output "x" {
  value = try(module.m.x, 1)
}
