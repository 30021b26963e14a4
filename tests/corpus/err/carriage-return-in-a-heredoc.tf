# expect: 3:2: the character U+000D means nothing here; end lines with LF or CRLF
a = <<EOT
xy
EOT
