# expect: 2:14: `\` means nothing here; remove it
a="%{if x == \"a\"}y%{endif}"
