# expect: 2:4: `\q` is not an escape; write `\\q` for a backslash
a="\q"
