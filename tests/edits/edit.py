"""Reads lists of edits, and makes an edit in files that are kept in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher


@dataclass(slots=True)
class Hunk:
    """One change of a file: `old` becomes `new`, the first time that it stands behind `anchor`."""

    file: str
    anchor: str = ""
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Edit:
    """`controls` must notice it; the one name `none` stands for an edit that changes nothing.

    `places` are lines, by file and text, where a finding may stand that does not stand on what was edited.
    """

    title: str
    controls: frozenset[str]
    hunks: list[Hunk] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)


def edits(text: str) -> Iterator[Edit]:
    """The edits of a list, in order."""
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        edit = Edit(title, frozenset(name.strip() for name in title.partition(":")[0].split(",")))
        for line in filter(None, body.splitlines()):
            _add(edit, line)
        yield edit


def _add(edit: Edit, line: str) -> None:
    mark, rest = line[0], line[2:]
    if mark == "=":
        file, _, text = rest.partition(": ")
        edit.places.append((file, text))
        return
    if mark not in "@-+":
        edit.hunks.append(Hunk(line))
        return
    hunk = edit.hunks[-1]
    if (mark == "@" and (hunk.old or hunk.new)) or (mark == "-" and hunk.new):
        hunk = Hunk(hunk.file)
        edit.hunks.append(hunk)
    if mark == "@":
        hunk.anchor = rest
    else:
        (hunk.old if mark == "-" else hunk.new).append(rest)


def edited(files: Mapping[str, str], edit: Edit) -> dict[str, str]:
    """The files after the edit; a place that is not found fails the test that asks."""
    result = dict(files)
    for hunk in edit.hunks:
        result[hunk.file] = _changed(result.get(hunk.file, ""), hunk)
    return result


def lines(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, set[int]]:
    """The numbers of the lines that differ, by file; of what was removed, the lines around it."""
    found: dict[str, set[int]] = {}
    for file, text in new.items():
        before, after = old.get(file, "").split("\n"), text.split("\n")
        for tag, _, _, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                found.setdefault(file, set()).update(range(start + 1, end + 1) if end > start else (start, start + 1))
    return found


def _changed(text: str, hunk: Hunk) -> str:
    start = _find(text, [hunk.anchor], 0)[1] if hunk.anchor else 0
    new = "\n".join(hunk.new)
    if hunk.old:
        first, last = _find(text, hunk.old, start)
        return f"{text[:first]}{new}{text[last:]}"
    if hunk.anchor:
        return f"{text[:start]}\n{new}{text[start:]}"
    return f"{text}\n{new}\n"


def _find(text: str, lines: list[str], start: int) -> tuple[int, int]:
    pattern = r"[ \t]*\n\s*".join(r"[ \t]+".join(map(re.escape, line.split())) for line in lines)
    match = re.compile(pattern).search(text, start)
    assert match, f"{lines} is not in the file"
    return match.span()
