# expect: 2:4: `%{ if }` has no end; add `%{ endif }`
a="%{if x}y"
