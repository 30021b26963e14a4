# expect: 2:12: expected `}` or an operator, not `:`; write `$${` for a literal `${`
a = "${HOME:-x}"
