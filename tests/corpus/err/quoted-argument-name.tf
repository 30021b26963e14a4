# expect: 2:1: expected the name of an argument or block; write it without quotes
"a" = 1
