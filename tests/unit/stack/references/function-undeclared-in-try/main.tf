locals {
  a = try(nosuch(1), 1)
}
