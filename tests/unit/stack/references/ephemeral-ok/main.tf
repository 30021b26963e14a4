variable "e" {
  ephemeral = true
  default = "x"
}
output "x" {
  value = ephemeralasnull(var.e)
}
