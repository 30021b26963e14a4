# expect: 2:7: two indexes with dots in a row; write `[0][1]`
a = b.0.1
