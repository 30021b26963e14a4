locals {
  a = [{b = [1]}][*].b[try(local.nope, 0)]
}
