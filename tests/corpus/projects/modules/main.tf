provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "copy"
  region = "us-east-1"
}

variable "teams" {
  default = { red = ["a"], blue = ["b", "c"] }
}

module "counted" {
  source = "./child"
  count  = 2
  name   = "n${count.index}"
}

module "keyed" {
  source   = "./child"
  for_each = var.teams
  name     = each.key
  members  = each.value

  providers = {
    aws = aws.copy
  }
}

module "none" {
  source = "./child"
  count  = 0
  name   = "never"
}

module "chained" {
  source  = "./child"
  name    = module.keyed["red"].name
  members = concat(module.counted[*].name, [for key, item in module.keyed : item.upper])
}

output "counted" { value = module.counted[*].name }
output "keyed" { value = { for key, item in module.keyed : key => item.deep } }
output "none" { value = module.none }
output "missing" { value = try(module.none[0].name, "absent") }
output "chained" { value = module.chained.members }
output "regions" { value = [module.counted[0].region, module.keyed["red"].region, module.chained.region] }
output "paths" { value = module.chained.paths }
