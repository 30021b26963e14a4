# expect: 3:1: expected `,` or `]`, not the name `b` (in the `[` of line 2, column 5)
a = [1, 2
b = 3
