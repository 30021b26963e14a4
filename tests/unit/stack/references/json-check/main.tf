locals {
  z = 1
}
