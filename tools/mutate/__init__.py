"""Weakens the rendered examples one element at a time, and asks whether `check` notices."""
