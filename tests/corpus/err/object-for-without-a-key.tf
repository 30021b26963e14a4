# expect: 2:20: expected `=>`, not `}` (in the `{` of line 2, column 3)
a={for k,v in y : v}
