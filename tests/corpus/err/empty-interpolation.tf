# expect: 2:6: expected an expression after `${`, not `}`; write `$${` for a literal `${`
a="${}"
