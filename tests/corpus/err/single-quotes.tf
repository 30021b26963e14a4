# expect: 2:3: `'` means nothing here; quote text with `"`
a='x'
