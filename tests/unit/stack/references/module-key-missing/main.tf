module "m" {
  source = "./m"
  count = 1
}
output "x" {
  value = try(module.m.a, 1)
}
