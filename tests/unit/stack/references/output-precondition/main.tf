output "a" {
  value = 1
  precondition {
    condition = try(var.nope, true)
    error_message = "x"
  }
}
