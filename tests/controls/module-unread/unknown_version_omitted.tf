module "network" { # expect: unknown
  source = "terraform-aws-modules/vpc/aws"
}
