"""A file of a tree while mutants are made of it: its text, and names for the places in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mutate.mutant import REMOVED, Change, Key, Mutant
from pipewarden.hcl import ast

_NAMING = ("sid", "name", "variable", "id", "field", "insight_type")
"""The arguments that tell one of several blocks of a type from its neighbours, the best first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where mutants are made: a file, and the path to an element of one of its top-level blocks."""

    module: str
    file: str
    text: str
    element: str
    path: str = ""

    @property
    def type(self) -> str:
        """The type of the resource or data source, `data.` before the latter; else the type of the block."""
        head = self.element.split(".")
        return ".".join(head[:2]) if head[0] == "data" else head[0]

    @property
    def schema_path(self) -> str:
        """The path without the names of repeated blocks, as a provider's schema has it: `stage.action.name`."""
        return ".".join(part.partition("[")[0] for part in _parts(self.path))

    def inside(self, name: str) -> Place:
        """The place of an argument or block in this one."""
        return replace(self, path=f"{self.path}.{name}" if self.path else name)

    def item(self, name: str) -> Place:
        """The place of an element of a list or map."""
        return replace(self, path=f"{self.path}[{name}]")

    def of(self, span: ast.Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def replaced(self, span: ast.Span, text: str, change: str) -> Mutant:
        """The mutant in which other text stands in a span."""
        return self._mutant(span, Change(span.start, span.end, text), change)

    def removed(self, span: ast.Span) -> Mutant:
        """The mutant without a span, and without the line that it leaves empty."""
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.end)
        end = len(self.text) if end < 0 else end + 1
        if self.text[start : span.start].strip() or self.text[span.end : end].strip():
            start, end = span.start, span.end
        return self._mutant(span, Change(start, end, ""), REMOVED)

    def inserted(self, offset: int, span: ast.Span, text: str, change: str) -> Mutant:
        """The mutant with more text at an offset."""
        return self._mutant(span, Change(offset, offset, text), change)

    def _mutant(self, span: ast.Span, change: Change, name: str) -> Mutant:
        return Mutant(Key(self.module, self.element, self.path, name), self.file, span.line, change)


def _parts(path: str) -> Iterator[str]:
    """The parts between dots; a dot in brackets belongs to a name."""
    start = depth = 0
    for index, character in enumerate(path):
        depth += (character == "[") - (character == "]")
        if character == "." and not depth:
            yield path[start:index]
            start = index + 1
    yield path[start:]


def named(blocks: Iterable[ast.Block]) -> Iterator[tuple[str, ast.Block]]:
    """The blocks with a name for each: its type, and where the type repeats, what tells it from its neighbours."""
    found = list(blocks)
    count = Counter(_type(block) for block in found)
    taken: Counter[str] = Counter()
    for block in found:
        name = _type(block) if count[_type(block)] == 1 else f"{_type(block)}[{_label(block)}]"
        taken[name] += 1
        yield (name if taken[name] == 1 else f"{name.removesuffix(']')} {taken[name]}]"), block


def _type(block: ast.Block) -> str:
    return block.labels[0].text if block.type == "dynamic" and block.labels else block.type


def _label(block: ast.Block) -> str:
    bodies = [block.body, *(inner.body for inner in block.body.blocks if inner.type == "content")]
    for name in _NAMING:
        for body in bodies:
            argument = body.attribute(name)
            if argument is not None and isinstance(argument.expression, ast.Text):
                return argument.expression.value
    return ""


def body_of(block: ast.Block) -> ast.Body:
    """What the block configures: for a `dynamic` block, the body of its `content`."""
    if block.type == "dynamic":
        return next((inner.body for inner in block.body.blocks if inner.type == "content"), block.body)
    return block.body
