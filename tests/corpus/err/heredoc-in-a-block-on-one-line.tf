# expect: 4:2: a block on one line holds one argument, and ends with `}` on that line; put each argument on a line of its own
b { x = <<E
y
E
}
