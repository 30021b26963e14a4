# expect: 2:3: expected `=` and a value, or a block in braces, after the name, not `:`
a : 1
