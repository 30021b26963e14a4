variable "members" {
  type = set(string)
}

output "sizes" { value = { for member in var.members : member => length(member) } }
output "path" { value = path.module }
