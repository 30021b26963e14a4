"""How a tree differs from what its spec renders."""
