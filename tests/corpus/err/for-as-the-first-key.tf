# expect: 2:10: `{ for` begins a `for` expression; write the key in quotes, `"for"`
a = {for = 1}
