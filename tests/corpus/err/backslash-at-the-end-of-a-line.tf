# expect: 2:4: the `\` escapes nothing; write `\\` for a backslash
a="\
"
