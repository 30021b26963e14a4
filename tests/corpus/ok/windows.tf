#= a=1
a = 1

#= b {c=<'x\r\n  ' ${y} '\r\n'>; d=[1]}
b {
  c = <<EOT
x
  ${y}
EOT
  d = [
    1,
  ]
}
