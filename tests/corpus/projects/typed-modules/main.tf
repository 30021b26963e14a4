module "m" {
  source = "./m"
  rules  = [{ from = 80 }, { from = "443", cidrs = ["10.0.0.0/8"], extra = true }]
  tags   = { a = 1, b = true }
  anyl   = [1, "x"]
  anym   = { a = 1, b = "c" }
  nul    = null
  tup    = ["a", 1]
  deep   = { l1 = [{ l2 = {} }, { l2 = { v = null } }] }
}
output "x" { value = module.m.o }
