# expect: 2:3: `1.2.3` is not a number; put text in quotes
a=1.2.3
