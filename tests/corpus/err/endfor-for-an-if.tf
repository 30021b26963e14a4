# expect: 2:11: `%{ endfor }` ends nothing; expected `%{ endif }` first
a="%{if x}%{endfor}"
