# expect: 3:1: expected an expression, not `,` (in the `{` of line 2, column 5)
a = {b=1
,c=2}
