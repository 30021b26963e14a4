"""Controls on free text and URLs."""
