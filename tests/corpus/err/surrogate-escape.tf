# expect: 2:4: `\ud800` is no Unicode character; write the character itself
a="\ud800"
