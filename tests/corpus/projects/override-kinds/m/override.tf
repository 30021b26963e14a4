output "o" { value = { v = var.v, w = var.w } }
