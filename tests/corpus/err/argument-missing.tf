# expect: 2:5: expected an expression, not `,` (in the `(` of line 2, column 4)
a=f(,1)
