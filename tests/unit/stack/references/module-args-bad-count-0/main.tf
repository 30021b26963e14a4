module "m" {
  source = "./m"
  count = 0
  a = local.nope
}
