# expect: 2:4: expected an expression on this line; start it here, or put it in parentheses
a =
1
