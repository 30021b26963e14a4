# expect: 2:18: `%{ else }` belongs to no `%{ if … }`; remove it
a="%{if x}%{else}%{else}%{endif}"
