# expect: 3:8: expected a new line before `}`; only a block on one line ends beside its argument
b {
 x = 1 }
