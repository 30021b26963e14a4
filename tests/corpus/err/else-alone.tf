# expect: 2:6: `%{ else }` belongs to no `%{ if … }`; remove it
a = "%{ else }"
