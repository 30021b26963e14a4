variable "networks" {
  type = set(string)
}

module "network" { # expect: unknown
  source   = "git::https://example.com/network.git?ref=v1.2.0"
  for_each = var.networks
  name     = each.key
}
