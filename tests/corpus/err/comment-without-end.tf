# expect: 2:5: the comment is never closed; add `*/`
a=1 /* x
