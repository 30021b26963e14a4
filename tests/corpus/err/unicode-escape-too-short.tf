# expect: 2:4: `\u` takes four hexadecimal digits
a="\u00g"
