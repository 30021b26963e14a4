locals {
  a = try(foo, 1)
}
