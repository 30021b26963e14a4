"""A configuration file as it is edited: its text, its syntax tree, and the habits of its author."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.hcl import ast

_MARK = "\ufeff"


class Source(Struct, frozen=True):
    """One file: `path` in the tree, `text` without a byte order mark, as the spans count."""

    path: str
    text: str
    tree: ast.File

    @property
    def newline(self) -> str:
        """How the file ends its lines."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def of(self, span: ast.Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line feed."""
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def indentation(self, block: ast.Block) -> str:
        """What stands before a block on its line."""
        return self.indented(block.span.start)

    def indented(self, offset: int) -> str:
        """What the line of an offset begins with, up to the offset."""
        line = self.text[self.line_start(offset) : offset]
        return line[: len(line) - len(line.lstrip())]

    def lines(self, *lines: str) -> str:
        """The lines, joined as this file joins them."""
        return self.newline.join(lines)


def decode(data: bytes) -> str:
    """The text of a file, as the parser counts it; bytes that are not UTF-8 come back as they were."""
    return data.decode(errors="surrogateescape").removeprefix(_MARK)


def encode(text: str, before: bytes) -> bytes:
    """The bytes of an edited file, with a byte order mark where it had one."""
    return (_MARK + text if before.startswith(_MARK.encode()) else text).encode(errors="surrogateescape")


def inside(outer: ast.Span, offset: int) -> bool:
    """Whether an offset is in a span."""
    return outer.start <= offset < outer.end


def bare(expression: ast.Expression) -> ast.Expression:
    """An expression without the quotes that it has as the only part of a template, as in the JSON syntax."""
    match expression:
        case ast.Template(parts=(ast.Interpolation(expression=inner),)):
            return inner
        case _:
            return expression


def top_block(source: Source, offset: int) -> ast.Block | None:
    """The top-level block that holds an offset, in itself or in its header."""
    blocks = source.tree.body.blocks
    return next((block for block in blocks if inside(block.span, offset) or inside(block.header, offset)), None)


def inner_blocks(source: Source, body: ast.Body) -> Iterator[ast.Block]:
    """The nested blocks of a body; in the JSON syntax, what may be one."""
    yield from body.blocks
    if source.tree.json:
        for item in body.attributes:
            if item.name == "dynamic":
                for name, span, value in _members(item.expression):
                    yield from _json_blocks("dynamic", (ast.Label(name, span),), span, value)
            else:
                yield from _json_blocks(item.name, (), item.name_span, item.expression)


def _json_blocks(
    type_: str, labels: tuple[ast.Label, ...], header: ast.Span, value: ast.Expression
) -> Iterator[ast.Block]:
    for part in value.items if isinstance(value, ast.TupleExpression) else (value,):
        if isinstance(part, ast.ObjectExpression):
            items = tuple(
                ast.Attribute(name, inner, span, ast.Span(*_joined(span, inner.span)))
                for name, span, inner in _members(part)
            )
            yield ast.Block(type_, labels, ast.Body(items, part.span), header, part.span)


def _members(value: ast.Expression) -> Iterator[tuple[str, ast.Span, ast.Expression]]:
    for part in value.items if isinstance(value, ast.TupleExpression) else (value,):
        for entry in part.entries if isinstance(part, ast.ObjectExpression) else ():
            if isinstance(entry.key, ast.Text):
                yield entry.key.value, entry.key.span, entry.value


def _joined(first: ast.Span, last: ast.Span) -> tuple[int, int, int, int, int, int]:
    return first.start, last.end, first.line, first.column, last.end_line, last.end_column


def nested(source: Source, body: ast.Body, path: tuple[str, ...]) -> Iterator[ast.Body]:
    """The bodies of the nested blocks at a path, those that are written with `dynamic` too."""
    if not path:
        yield body
        return
    for block in inner_blocks(source, body):
        if block.type == path[0]:
            yield from nested(source, block.body, path[1:])
        elif block.type == "dynamic" and block.labels and block.labels[0].text == path[0]:
            for content in inner_blocks(source, block.body):
                if content.type == "content":
                    yield from nested(source, content.body, path[1:])


def block_of(source: Source, outer: ast.Block, body: ast.Body) -> ast.Block:
    """The block that has this body, `outer` or one inside it."""
    if outer.body.span == body.span:
        return outer
    for block in inner_blocks(source, outer.body):
        if block.body.span.start <= body.span.start and body.span.end <= block.body.span.end:
            return block_of(source, block, body)
    return outer


def overrides(path: str) -> bool:
    """Whether a file overrides others of its module."""
    name = path.rpartition("/")[2].removesuffix(".json").removesuffix(".tf")
    return name == "override" or name.endswith("_override")
