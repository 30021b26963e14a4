resource "terraform_data" "a" {
  count = 0
  input = var.nope
}
