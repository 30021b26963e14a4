module "m" {
  source = "./m"
}
output "x" {
  value = try(module.m.nope, 1)
}
