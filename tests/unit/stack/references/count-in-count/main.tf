resource "terraform_data" "a" {
  count = try(count.index, 1)
}
