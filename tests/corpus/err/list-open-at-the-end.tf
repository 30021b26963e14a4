# expect: 3:7: `[` is never closed; add the missing `]`
resource "a" "b" {
  c = [1,
