# expect: 2:18: `{` is never closed; add the missing `}`
resource "a" "b" {
  c = 1
