resource "terraform_data" "a" {
  for_each = try(each.value, {})
}
