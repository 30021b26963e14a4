locals {
  a = true ? 1 : nosuch(1)
}
