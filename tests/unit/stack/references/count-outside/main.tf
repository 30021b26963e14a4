locals {
  a = [for i in [] : count.index]
}
