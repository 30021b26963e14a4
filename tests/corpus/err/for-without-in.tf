# expect: 2:12: expected `,` or `in`, not the name `y` (in the `[` of line 2, column 5)
a = [for x y : z]
