# expect: 2:5: the string is not closed on its line; add `"`, or use a heredoc for several lines
a = "x
