# expect: 2:6: expected a new line after the argument or block, not the name `x`; put it on a line of its own
a=b.1x
