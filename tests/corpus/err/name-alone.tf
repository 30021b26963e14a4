# expect: 2:4: expected `=` and a value, or a block in braces, after the name, not the end of the line
foo
