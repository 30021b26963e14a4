"""Stacks that nothing rendered, and edits that weaken them."""
