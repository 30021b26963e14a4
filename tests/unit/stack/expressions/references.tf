
locals {
  l      = [1, 2, 3]
  m      = { a = 1, b = 2 }
  objs   = [{ n = "x", v = [1, 2] }, { n = "y", v = [3] }]
  s      = "str"
  nul    = null
  tm     = tomap({ a = "x", b = "y" })
  ts     = toset(["b", "a"])
  nested = { a = { b = { c = [10, 20] } } }
  hd     = <<EOT
hello ${local.s}
  two
%{for x in local.l~}
item ${x}
%{endfor~}
%{if local.l[0] == 1}yes%{else}no%{endif}
$${lit} %%{lit}
EOT
  hd2    = <<-EOT
    a
      b ${local.s}
    c
  EOT
  hd3    = <<-EOT
  ${jsonencode({ a = 1 })}
  EOT
  tmpl   = "x ${"$"}{name} y"
  empty  = []
}
variable "typed" {
  type    = object({ a = string, b = optional(number, 5), c = optional(list(object({ x = optional(string, "dx"), y = optional(bool) })), []), d = optional(map(string)) })
  default = { a = 1, c = [{}, { x = "q", y = true }] }
}
variable "anylist" {
  type    = list(any)
  default = [1, "a", true]
}
variable "untyped" { default = [1, "a"] }
variable "setn" {
  type    = set(number)
  default = ["3", 1, 2, 1]
}
variable "mapo" {
  type    = map(object({ a = optional(number), b = optional(string, "z") }))
  default = { k1 = { a = 1 }, k2 = { b = "q" } }
}
variable "tup" {
  type    = tuple([string, number, bool])
  default = [1, "2", "true"]
}
variable "strn" {
  type    = string
  default = 5
}
variable "nn" {
  type     = string
  nullable = true
  default  = null
}
variable "nested" {
  type    = object({ inner = optional(object({ p = optional(string, "dp"), q = optional(number, 3) }), {}) })
  default = {}
}
variable "nested2" {
  type    = object({ inner = optional(object({ p = optional(string, "dp"), q = optional(number, 3) })) })
  default = { inner = { p = null } }
}
