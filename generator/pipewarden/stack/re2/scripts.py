"""The scripts of Unicode 15.0, as `\\p{Greek}` names them.

The table is `scripts.json`, written by `tools/refresh_scripts.py`: for each script the lengths of the runs of
characters outside and inside, in turn.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from importlib import resources
from itertools import accumulate

import msgspec
from msgspec import Struct


class Script(Struct, frozen=True):
    """The characters of a script; `borders` are where the script begins and ends, in turn. `negated` for `\\P`."""

    borders: tuple[int, ...]
    negated: bool

    def holds(self, char: str) -> bool:
        """Whether the character is in it."""
        return (bisect_right(self.borders, ord(char)) % 2 == 1) != self.negated


def script(name: str, *, negated: bool) -> Script | None:
    """The script of that name; None where there is none."""
    runs = _table().get(name)
    return None if runs is None else Script(tuple(accumulate(runs)), negated)


@lru_cache(maxsize=1)
def _table() -> dict[str, list[int]]:
    text = (resources.files("pipewarden.stack.re2") / "scripts.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, list[int]])
