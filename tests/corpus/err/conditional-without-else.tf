# expect: 2:10: expected `:` and the other value of the conditional before the end of the line
a = b ? c
