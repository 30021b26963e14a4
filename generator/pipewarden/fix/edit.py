"""Edits of a text by span: every byte that no edit covers stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipewarden.errors import PipewardenError


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replaces the characters from `start` to `end` of `file` (a path in the tree) by `text`."""

    file: str
    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which are all of one file; raises PipewardenError where two of them overlap."""
    position = 0
    parts: list[str] = []
    for edit in sorted(set(edits)):
        if edit.start < position:
            raise PipewardenError("two mends are about the same text; mend one control at a time", file=edit.file)
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])


def clash(one: Edit, other: Edit) -> bool:
    """Whether two different edits are about the same text; two at one empty place are not."""
    return one != other and one.file == other.file and one.start < other.end and other.start < one.end
