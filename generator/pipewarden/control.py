"""What a control is: one entry of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from pipewarden.subjects import Subjects
from pipewarden.verdict import Severity, Verdict


class Control(Struct, frozen=True):
    """One entry of the catalogue: its texts come from the module's docstring, the rest from its constants.

    `equivalents` are the ids of similar rules in other scanners, as users who migrate know them. `aliases` are former
    ids, which acceptances may still name. An `opt_in` control runs only where the configuration enables it.
    """

    id: str
    family: str
    severity: Severity
    summary: str
    why: str
    fix: str
    equivalents: tuple[str, ...]
    aliases: tuple[str, ...]
    opt_in: bool
    judge: Callable[[Subjects], Iterator[Verdict]]
