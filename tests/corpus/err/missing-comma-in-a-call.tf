# expect: 2:9: expected `,` or `)`, not `2` (in the `(` of line 2, column 6)
a = f(1 2)
