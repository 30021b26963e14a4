# expect: 2:8: `.*` directly inside `.*`; use `[*]` for both
a=b.*.c.*.d
