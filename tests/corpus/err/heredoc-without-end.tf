# expect: 3:5: the heredoc has no end; put `EOT` alone on a line after its text
a = 1
b = <<-EOT
  text
