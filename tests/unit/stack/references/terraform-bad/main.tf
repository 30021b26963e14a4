locals {
  a = try(terraform.nope, 1)
}
