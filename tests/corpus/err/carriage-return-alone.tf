# expect: 2:6: the character U+000D means nothing here; end lines with LF or CRLF
a = 1b=2
