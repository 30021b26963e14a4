resource "aws_s3_bucket" "artifacts" {
  bucket = module.names.artifacts
}

module "names" {
  source = "./names"
}

module "network" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "6.0.0"
  count   = 0
}
