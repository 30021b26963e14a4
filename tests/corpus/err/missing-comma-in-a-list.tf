# expect: 4:3: expected `,` or `]`, not `"` (in the `[` of line 2, column 5)
a = [
  "x"
  "y",
]
