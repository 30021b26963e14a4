# expect: 2:5: expected `]` or `,`, not `...` (in the `[` of line 2, column 3)
a=[x...]
