# expect: 2:3: expected an expression, not `.`
a=.5
