"""Stacks for the tests of joins, from the text of one file."""

from __future__ import annotations

from pathlib import Path

from pipewarden.stack import build
from pipewarden.stack.model import Resource, Stack


def stack_of(folder: Path, text: str) -> Stack:
    """The stack of a root module that is one file with this text."""
    (folder / "main.tf").write_text(text, encoding="utf-8")
    stack = build(folder)
    assert not stack.problems
    return stack


def resource(stack: Stack, address: str) -> Resource:
    """The resource at that address."""
    found = stack.get(address)
    assert found is not None
    return found
