locals {
  a = { (try(var.nope, "b")) = 1 }
}
