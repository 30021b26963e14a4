variable "rules" {
  type = list(object({ from = number, to = optional(number), proto = optional(string, "tcp"), cidrs = optional(set(string), ["0.0.0.0/0"]) }))
}
variable "tags" { type = map(string) }
variable "anyl" { type = list(any) }
variable "anym" { type = map(any) }
variable "nul" {
  type     = list(string)
  default  = ["d"]
  nullable = false
}
variable "tup" { type = tuple([string, string]) }
variable "deep" { type = object({ l1 = list(object({ l2 = object({ v = optional(string, "dv"), w = optional(bool, false) }) })) }) }
variable "unset" {
  type    = object({ a = optional(string) })
  default = {}
}
output "o" { value = [var.rules, var.tags, var.anyl, var.anym, var.nul, var.tup, var.deep, var.unset, var.unset.a == null, [for r in var.rules : coalesce(r.to, r.from)]] }
