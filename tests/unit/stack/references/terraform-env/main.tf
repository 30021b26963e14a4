locals {
  a = try(terraform.env, 1)
}
