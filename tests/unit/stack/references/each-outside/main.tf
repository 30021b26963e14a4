output "x" {
  value = try(each.key, 1)
}
