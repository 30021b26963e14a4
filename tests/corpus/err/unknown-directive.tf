# expect: 2:6: expected `if`, `else`, `endif`, `for` or `endfor`, not the name `foo`; write `%%{` for a literal `%{`
a="%{foo}"
