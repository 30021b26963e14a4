resource "aws_s3_bucket" "artifacts" {
  bucket = module.label.id
}

module "label" { # expect: unknown
  source  = "cloudposse/label/null"
  version = "0.25.0"
}
