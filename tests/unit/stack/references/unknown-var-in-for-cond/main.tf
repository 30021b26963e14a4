locals {
  a = [for x in [] : x if var.nope]
}
