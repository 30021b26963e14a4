variable "k" {}
output "r" { value = upper(var.k) }
output "p" { value = [path.module, path.root, basename(path.cwd) == basename(abspath(path.root))] }
