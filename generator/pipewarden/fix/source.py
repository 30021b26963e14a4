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
    """The text of a file, as the parser counts it."""
    return data.decode().removeprefix(_MARK)


def encode(text: str, before: bytes) -> bytes:
    """The bytes of an edited file, with a byte order mark where it had one."""
    return (_MARK + text if before.startswith(_MARK.encode()) else text).encode()


def inside(outer: ast.Span, offset: int) -> bool:
    """Whether an offset is in a span."""
    return outer.start <= offset < outer.end


def top_block(source: Source, offset: int) -> ast.Block | None:
    """The top-level block that holds an offset."""
    return next((block for block in source.tree.body.blocks if inside(block.span, offset)), None)


def nested(body: ast.Body, path: tuple[str, ...]) -> Iterator[ast.Body]:
    """The bodies of the nested blocks at a path, those that are written with `dynamic` too."""
    if not path:
        yield body
        return
    for block in body.blocks:
        if block.type == path[0]:
            yield from nested(block.body, path[1:])
        elif block.type == "dynamic" and block.labels and block.labels[0].text == path[0]:
            for content in block.body.blocks:
                if content.type == "content":
                    yield from nested(content.body, path[1:])


def block_of(outer: ast.Block, body: ast.Body) -> ast.Block:
    """The block that has this body, `outer` or one inside it."""
    if outer.body is body:
        return outer
    for block in outer.body.blocks:
        if block.span.start <= body.span.start and body.span.end <= block.span.end:
            return block_of(block, body)
    return outer
