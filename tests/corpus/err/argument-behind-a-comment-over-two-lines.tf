# expect: 3:7: expected a new line after the argument or block, not the name `b`; put it on a line of its own
a=1 /* x
 y */ b=2
