module "storage" {
  source  = "example/storage/aws"
  version = "1.0.0"
}
