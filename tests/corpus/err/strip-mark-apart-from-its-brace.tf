# expect: 2:10: `~` means nothing here; a strip mark belongs to the brace of a template, as in `${~` and `~}`
a = "${x ~ }"
