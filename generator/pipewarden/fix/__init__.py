"""Mends findings that have one right mend, as edits by span."""
