# expect: 2:9: expected `=` and a value after the key, not `}` (in the `{` of line 2, column 5)
a = { b }
