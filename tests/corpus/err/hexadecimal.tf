# expect: 2:4: expected a new line after the argument or block, not the name `x10`; put it on a line of its own
a=0x10
