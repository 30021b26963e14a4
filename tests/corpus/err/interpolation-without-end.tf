# expect: 2:9: expected `}` or an operator, not `"`; write `$${` for a literal `${`
a = "${b"
