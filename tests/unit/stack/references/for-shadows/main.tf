locals {
  a = [for var in [{x = 1}] : var.x]
  b = {for k, each in {a = {key = 1}} : k => each.key}
  c = "%{ for self in [{a=1}] }${self.a}%{ endfor }"
}
