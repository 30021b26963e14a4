module "logs" {
  source = "./logs"
}
