# expect: 2:7: expected a new line after the argument or block, not the name `b`; put it on a line of its own
a = 1 b = 2
