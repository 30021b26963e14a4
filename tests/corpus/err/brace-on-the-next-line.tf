# expect: 2:6: expected `{` on the same line as the block's type and labels
b "x"
{
}
