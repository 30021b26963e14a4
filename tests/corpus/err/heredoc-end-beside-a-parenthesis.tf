# expect: 2:7: the heredoc has no end; put `EOT` alone on a line after its text
a = f(<<EOT
x
EOT)
