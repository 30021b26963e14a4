variable "a" { default = 5 }
variable "n" { type = number }
locals { l = 10 }
resource "terraform_data" "r" { input = { c = 3 } }
resource "terraform_data" "c" {
  for_each = toset(["p", "q"])
  input    = "k"
}
output "d" { value = "new" }
module "m" { v = 100 }
