# expect: 2:8: expected `(` after the name of a function, not `:` (in the `{` of line 2, column 3)
a={b::c:1}
