# expect: 2:9: expected `)`, not `,` (in the `(` of line 2, column 4)
a=f(x...,)
