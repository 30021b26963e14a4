# expect: 3:1: `%{ for }` has no end; add `%{ endfor }`
a = <<EOT
%{ for x in y }
EOT
