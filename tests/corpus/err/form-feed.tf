# expect: 2:6: the character U+000C means nothing here; remove it
a = 1
