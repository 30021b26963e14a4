# expect: 2:5: expected an expression; a heredoc begins with `<<` and a name, at the end of its line
a = <<E.T
x
E.T
