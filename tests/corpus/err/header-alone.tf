# expect: 2:8: expected `{` on the same line as the block's type and labels
foo "x"
