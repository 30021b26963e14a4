variable "name" {
  type = string
}

variable "members" {
  type    = list(string)
  default = ["nobody"]
}

data "aws_region" "here" {}

module "deep" {
  source  = "./grandchild"
  members = toset(var.members)
}

resource "aws_sns_topic" "this" {
  for_each = toset(var.members)
  name     = "${var.name}-${each.value}"
  tags = {
    region = data.aws_region.here.region
    index  = index(sort(var.members), each.key)
  }
}

output "name" { value = "child-${var.name}" }
output "upper" { value = upper(var.name) }
output "members" { value = var.members }
output "deep" { value = module.deep.sizes }
output "region" { value = data.aws_region.here.region }
output "paths" { value = [path.module, path.root, module.deep.path] }
