# expect: 3:1: expected the name of an argument or block, not `+`
a = 1
+ 2
