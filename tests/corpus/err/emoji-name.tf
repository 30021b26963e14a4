# expect: 2:1: `a🙂` is not a name; a name has letters, digits, `_` and `-` only
a🙂 = 1
