"""Parses each text once, for all the trees of one run that differ in a few files."""

from __future__ import annotations

from collections.abc import Sequence

from pipewarden.hcl import Source, ast, parse_many


class Parser:
    """Parses each text once, for all overlays that share it."""

    def __init__(self) -> None:
        self._parsed: dict[Source, ast.File] = {}

    def parse_all(self, sources: Sequence[Source]) -> list[ast.File]:
        """The files, in the order given."""
        new = [source for source in dict.fromkeys(sources) if source not in self._parsed]
        self._parsed.update(zip(new, parse_many(new), strict=True))
        return [self._parsed[source] for source in sources]
