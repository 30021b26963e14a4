# expect: 2:7: `&` means nothing here; write `&&` for a logical and
a = b & c
