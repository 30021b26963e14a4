"""Brings a new rendering into a tree that was edited by hand, and keeps the edits."""
