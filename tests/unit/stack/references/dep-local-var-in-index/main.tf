locals {
  a = {b = 1}[try(local.nope, "b")]
}
