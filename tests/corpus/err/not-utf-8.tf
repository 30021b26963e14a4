# expect: 2:6: not UTF-8; save the file as UTF-8
a = "ÿ"
