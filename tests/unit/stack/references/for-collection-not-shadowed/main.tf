locals {
  a = [for x in try(x.y, []) : x]
}
