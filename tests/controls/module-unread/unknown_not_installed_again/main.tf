module "storage" {
  source  = "example/storage/aws"
  version = "1.0.0"
}

module "network" { # expect: unknown
  source  = "terraform-aws-modules/vpc/aws"
  version = "6.0.0"
}
