"""Edits of a text by span: every byte that no edit covers stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from pipewarden.errors import PipewardenError

_WHOLE_LINES = re.compile(r"\r?\n(?:.*\S)?", re.DOTALL)
_JSON_MEMBERS = re.compile(r',\s+"([^"]+)": .*', re.DOTALL)
_BLOCK = re.compile(r'^(?:resource|data) "\w+" "[\w-]+"', re.MULTILINE)


class Edit(Struct, frozen=True, order=True):
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
    """Whether two different edits are about the same text, or write the same block.

    Two that add whole lines, or different members of a JSON object, at one place are not; what shares a line with its
    neighbour has to know that.
    """
    if one == other or one.file != other.file:
        return False
    if _blocks(one) & _blocks(other):
        return True
    names = [found[1] for edit in (one, other) if (found := _JSON_MEMBERS.fullmatch(edit.text))]
    if one.start == other.start == one.end == other.end and len(set(names)) == 2:
        return False
    if one.start == other.start and one.end == other.end:
        return one.start < one.end or not all(_WHOLE_LINES.fullmatch(edit.text) for edit in (one, other))
    return one.start < other.end and other.start < one.end


def _blocks(edit: Edit) -> set[str]:
    return set(_BLOCK.findall(edit.text))
