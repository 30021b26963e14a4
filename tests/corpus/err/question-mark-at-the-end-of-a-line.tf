# expect: 2:8: expected an expression on this line; start it here, or put it in parentheses
a = x ?
 y : z
