# expect: 2:8: `]` where `)` is expected, to close the `(` of line 2, column 6
a = f(1]
