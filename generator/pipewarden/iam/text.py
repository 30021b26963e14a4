"""Turns a string value into a text of a policy: finds its wildcards and its policy variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from pipewarden.hcl.ast import Location
from pipewarden.iam.model import Hole, Part, Text, Variable, Wildcard
from pipewarden.iam.names import NamePart
from pipewarden.stack.values import Symbol, Unknown

_VARIABLE = re.compile(r"\$\{\s*([^}',]*?)\s*(?:,\s*'([^']*)'\s*)?\}")
_ESCAPED = ("*", "?", "$")

_numbers = count()


def text(
    parts: tuple[NamePart, ...], location: Location | None, *, wildcards: bool = True, variables: bool = True
) -> Text:
    """The text over these parts; `${*}`, `${?}` and `${$}` are the characters themselves where variables are read."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Unknown):
            found.append(hole(part.why))
        elif isinstance(part, Symbol):
            found.append(part)
        else:
            found.extend(_literal(part, wildcards, variables))
    return Text(tuple(_joined(found)), location)


def hole(why: str) -> Hole:
    """A hole that is equal to no other."""
    return Hole(why, next(_numbers))


def _literal(written: str, wildcards: bool, variables: bool) -> Iterator[Part]:
    at = 0
    for match in _VARIABLE.finditer(written) if variables else ():
        yield from _wild(written[at : match.start()], wildcards)
        key, default = match.groups()
        yield key if key in _ESCAPED else Variable(key, default)
        at = match.end()
    yield from _wild(written[at:], wildcards)


def _wild(written: str, wildcards: bool) -> Iterator[Part]:
    if not wildcards:
        yield written
        return
    for piece in re.split(r"([*?])", written):
        if piece == "*":
            yield Wildcard("*")
        elif piece == "?":
            yield Wildcard("?")
        else:
            yield piece


def _joined(parts: list[Part]) -> Iterator[Part]:
    pending = ""
    for part in parts:
        if isinstance(part, str):
            pending += part
            continue
        if pending:
            yield pending
        pending = ""
        yield part
    if pending:
        yield pending
