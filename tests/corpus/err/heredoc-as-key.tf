# expect: 4:2: expected `=` and a value after the key, not the end of the line (in the `{` of line 2, column 3)
a={<<E
x
E
= 1}
