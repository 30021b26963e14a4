"""Changes of Terraform that leave its meaning as it is: edits by span of our own syntax tree."""
