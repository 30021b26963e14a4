# expect: 2:4: the character U+00A0 means nothing here; remove it
a = 1
