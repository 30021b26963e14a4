# expect: 2:5: the heredoc has no end; put `EOT` alone on a line after its text
a = <<EOT
x
EOT
