# expect: 2:5: `“` means nothing here; quote text with `"`
a = “x”
