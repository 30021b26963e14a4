# expect: 2:7: `~}` where `}` is expected, to close the `{` of line 2, column 3
a={b=1~}
