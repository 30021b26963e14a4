#= a1='x\n'
a1 = <<EOT
x
EOT

#= a2=['x\n' 1]
a2 = [<<EOT
x
EOT
, 1]

#= a3=(f 'x\n')
a3 = f(<<EOT
x
EOT
)

#= a4='x\n'
a4 = <<_E
x
_E

#= a5=<${'x\n'} '\n'>
a5=<<A
${<<B
x
B
}
A

#= a6=<' x ' ${b} '\n   y\n\nz\n'>
a6 = <<-EOT
    x ${b}
      y

   z
  EOT

#= a7=(jsonencode {'b'=<'' ${c} '\n'>})
a7 = jsonencode({
  b = <<-EOT
    ${c}
  EOT
})

#= a8=<%for b in c('- ' ${b} '\n') ''>
a8 = <<EOT
%{ for b in c ~}
- ${b}
%{ endfor ~}
EOT

#= a9='#!/bin/sh\necho "$$" ${HOME} \\n 100%\n'
a9 = <<EOT
#!/bin/sh
echo "$$" $${HOME} \n 100%
EOT
