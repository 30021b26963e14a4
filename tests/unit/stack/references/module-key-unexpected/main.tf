module "m" {
  source = "./m"
}
output "x" {
  value = try(module.m[0].a, 1)
}
