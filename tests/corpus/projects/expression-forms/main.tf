locals {
  users   = [{ name = "ann", roles = ["a", "b"] }, { name = "bob", roles = [] }, { name = "cy", roles = ["a"] }]
  by_role = { for pair in flatten([for u in local.users : [for r in u.roles : { r = r, n = u.name }]]) : pair.r => pair.n... }
  roles   = distinct(flatten(local.users[*].roles))
  matrix  = { for p in setproduct(["x", "y"], [1, 2]) : "${p[0]}-${p[1]}" => p[1] }
  subnets = { for i, az in ["a", "b", "c"] : az => cidrsubnet("10.0.0.0/16", 8, i) }
  merged  = merge({ a = { x = 1 } }, { b = { x = 2 } }, { a = { y = 3 } })
  tmpl    = templatefile("${path.module}/t.tpl", { names = local.users[*].name, on = true, m = { k = "v" } })
  hd      = <<-EOT
    {
      "a": ${jsonencode([1, "x"])},
    %{for i, n in ["p", "q"]~}
      "${i}": "${n}"%{if i < 1},%{endif}
    %{endfor~}
    }
  EOT
  cond    = length(local.roles) > 1 ? { many = local.roles } : null
  nested  = [for i in range(3) : { for j in range(i) : "k${j}" => i * j if j != 1 }]
  tern    = true ? { a = 1, b = ["x"] } : { a = 2, b = [] }
  splat   = [for u in local.users : u.roles[*]]
  dyn     = { for k, v in { a = null, b = "x" } : k => v if v != null }
  co      = coalesce(lookup({}, "q", null), "dflt")
  sens    = nonsensitive(sensitive("s"))
  files   = { for f in sort(fileset(path.module, "d/*.{json,txt}")) : f => filesha256("${path.module}/${f}") }
  js      = jsondecode(file("${path.module}/d/a.json")).list[1].k
  ym      = yamldecode(file("${path.module}/d/c.yaml"))
  b64     = filebase64("d/b.txt")
  ex      = [fileexists("d/b.txt"), fileexists("nope")]
  e       = try(local.users[9].name, "none")
  t3      = templatestring(local.tsrc, { name = "z" })
  tsrc    = "hi $${name}!"
}
output "x" { value = { a = local.by_role, b = local.roles, c = local.matrix, d = local.subnets, e = local.merged, f = local.tmpl, g = local.hd, h = local.cond, i = local.nested, j = local.tern, k = local.splat, l = local.dyn, m = local.co, n = local.sens, o = local.files, p = local.js, q = local.ym, r = local.b64, s = local.ex, u = local.e, v = local.t3 } }
check "health" {
  assert {
    condition     = length(local.users) > 0
    error_message = "no"
  }
}
moved {
  from = terraform_data.a
  to   = terraform_data.b
}
removed {
  from = terraform_data.gone
  lifecycle {
    destroy = false
  }
}
resource "terraform_data" "b" {
  input = local.merged
  lifecycle {
    precondition {
      condition     = local.co != ""
      error_message = "x"
    }
    replace_triggered_by = [terraform_data.t]
    ignore_changes       = [input]
  }
  provisioner "local-exec" {
    when    = destroy
    command = "true"
  }
}
resource "terraform_data" "t" { input = "t" }
