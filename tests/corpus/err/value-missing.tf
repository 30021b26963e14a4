# expect: 2:5: expected an expression on this line; start it here, or put it in parentheses
a = 
