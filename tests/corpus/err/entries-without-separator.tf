# expect: 2:10: expected a new line, `,` or `}` after the value, not the name `c` (in the `{` of line 2, column 5)
a = {b=1 c=2}
