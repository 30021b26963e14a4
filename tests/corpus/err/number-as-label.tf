# expect: 2:3: expected `=` and a value, or a block in braces, after the name, not `1`
b 1 {}
