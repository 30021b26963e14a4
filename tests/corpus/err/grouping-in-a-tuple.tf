# expect: 2:18: expected `]`, not `...` (in the `[` of line 2, column 3)
a=[for x in y : x...]
