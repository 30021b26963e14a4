locals {
  a = try(path.nope, 1)
}
