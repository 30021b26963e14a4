# expect: 2:4: `;` means nothing here; put each argument on a line of its own
a=1;
