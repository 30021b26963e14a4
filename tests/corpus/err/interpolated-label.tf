# expect: 2:3: a label is plain text; take the `${…}` or `%{…}` out, or write `$${` for a literal one
b "${x}" {}
