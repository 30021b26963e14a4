"""Finds the mend of one finding, or says why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pipewarden.config import Config
from pipewarden.fix.edit import Edit
from pipewarden.fix.source import Source
from pipewarden.hcl import ast
from pipewarden.stack.model import Stack
from pipewarden.verdict import Verdict


class Mend(Struct, frozen=True):
    """What mends a finding."""

    edits: tuple[Edit, ...]


class Refusal(Struct, frozen=True):
    """Why a finding is left to a person."""

    why: str


class Patient(Struct, frozen=True):
    """A finding with what a mend needs to see: the file that it names, the files of its module, and all.

    `block` is the top-level block of the finding's place, `offset` where in the file that place begins. `written` finds
    a top-level block and its file by the file as it is shown and the offset of its header.
    """

    control: str
    verdict: Verdict
    stack: Stack
    config: Config
    source: Source
    block: ast.Block
    offset: int
    module: Mapping[str, Source]
    everything: Mapping[str, Source]
    written: Mapping[tuple[str, int], tuple[Source, ast.Block]]

    @property
    def kind(self) -> str:
        """A resource's type, or the type of the block; `backend` for the settings of a backend."""
        if self.block.type in ("resource", "data") and self.block.labels:
            return self.block.labels[0].text
        return "backend" if self.block.type == "terraform" else self.block.type

    @property
    def name(self) -> str:
        """A resource's name in its module."""
        return self.block.labels[1].text if len(self.block.labels) > 1 else ""

    def beside(self, source: Source) -> list[Source]:
        """The files of the module that a file is of."""
        folder = source.path.rpartition("/")[0]
        return [other for path, other in self.everything.items() if path.rpartition("/")[0] == folder]

    def blocks(self, kind: str) -> Iterator[tuple[Source, ast.Block]]:
        """The resources of a type in the same module."""
        for source in self.module.values():
            for block in source.tree.body.blocks:
                if block.type == "resource" and len(block.labels) == 2 and block.labels[0].text == kind:
                    yield source, block
