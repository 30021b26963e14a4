# expect: 2:3: a backtick means nothing here; quote text with `"`
a=`x`
