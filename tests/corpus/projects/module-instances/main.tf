module "e" {
  source   = "./m"
  for_each = { b = 2, a = 1 }
  k        = each.key
  v        = each.value
}
module "s" {
  source   = "./m"
  for_each = toset(["y", "x"])
  k        = each.key
  v        = length(each.value)
}
module "c" {
  source = "./m"
  count  = 3
  k      = "c${count.index}"
  v      = count.index
}
module "z" {
  source = "./m"
  count  = 0
  k      = "z"
  v      = 1
}
module "one" {
  source = "./m"
  k      = "one"
  v      = null
}
output "x" { value = {
  e   = module.e, ek = keys(module.e), ev = [for k, m in module.e : m.o], eb = module.e["b"].o, s = values(module.s)[*].o,
  c   = module.c[*].o, c1 = module.c[1].o.n, z = module.z, zo = one(module.z[*].o), one = module.one, l = length(module.c)
  all = merge([for m in module.c : m.map]...)
} }
