# expect: 2:17: expected an operator or the next part of the `for` expression, not the name `z` (in the `[` of line 2, column 5)
a = [for x in y z]
