"""Gives a file of the JSON syntax the shape of the native one: blocks with labels and bodies.

The rules are those of Terraform's *JSON Configuration Syntax* page and of HashiCorp's HCL (`json/structure.go`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pipewarden.hcl import ast
from pipewarden.hcl.fault import Fault, HclSyntaxError, locate
from pipewarden.hcl.json_reader import JsonReader
from pipewarden.hcl.json_strings import literal, template
from pipewarden.hcl.lines import Lines
from pipewarden.hcl.token import join

LABELS = {
    "action": 2, "check": 1, "data": 2, "ephemeral": 2, "import": 0, "list": 2, "locals": 0, "module": 1, "moved": 0,
    "output": 1, "provider": 1, "removed": 0, "resource": 2, "terraform": 0, "variable": 1,
}  # fmt: skip
"""The blocks of the top level, and how many labels each has; any other property is an argument."""


def read_json(text: str) -> tuple[tuple[ast.Attribute | ast.Block, ...], tuple[ast.Comment, ...]]:
    """The items and comments of a `.tf.json` file. Raises HclSyntaxError.

    A property `//` of a body is a comment. The default of a variable is plain: `${` means nothing there. A block's
    header is the key of its last label, or its type where it has none.
    """
    try:
        return _JsonFile(text).read()
    except Fault as fault:
        raise HclSyntaxError(locate(fault, text)) from None


def raw(text: str) -> ast.Expression:
    """The value that a JSON text is, in which every string is plain; raises HclSyntaxError."""
    try:
        return JsonReader(text, Lines(text), literal).read()
    except Fault as fault:
        raise HclSyntaxError(locate(fault, text)) from None


class _JsonFile:
    """One file while it is read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._faults: list[Fault] = []
        self._plain: list[ast.Span] = []
        self._comments: list[ast.Comment] = []

    def read(self) -> tuple[tuple[ast.Attribute | ast.Block, ...], tuple[ast.Comment, ...]]:
        root = JsonReader(self._text, self._lines, self._string).read()
        items: list[ast.Attribute | ast.Block] = []
        for key, entry in self._properties(root, "the file"):
            if key in LABELS:
                items += self._blocks(key, entry.key.span, entry.value, (), LABELS[key])
            else:
                items.append(self._attribute(key, entry))
        self._raise_fault()
        return tuple(items), tuple(self._comments)

    def _string(self, written: str, span: ast.Span) -> ast.Expression:
        try:
            return template(written, span)
        except Fault as fault:
            # It may prove to stand where `${` means nothing.
            self._faults.append(fault)
            return literal(written, span)

    def _blocks(
        self, type_: str, header: ast.Span, value: ast.Expression, labels: tuple[ast.Label, ...], missing: int
    ) -> Iterator[ast.Block]:
        if missing:
            for key, entry in self._properties(value, f"`{type_}`"):
                label = ast.Label(key, entry.key.span)
                yield from self._blocks(type_, label.span, entry.value, (*labels, label), missing - 1)
            return
        for body in value.items if isinstance(value, ast.TupleExpression) else (value,):
            if isinstance(body, ast.Null):
                continue
            items = tuple(
                self._default(entry) if (type_, key) == ("variable", "default") else self._attribute(key, entry)
                for key, entry in self._properties(body, f"`{type_}`")
            )
            span = body.span if isinstance(value, ast.TupleExpression) else join(header, body.span)
            yield ast.Block(type_, labels, ast.Body(items, body.span), header, span)

    def _attribute(self, name: str, entry: ast.ObjectEntry) -> ast.Attribute:
        return ast.Attribute(name, entry.value, entry.key.span, entry.span)

    def _default(self, entry: ast.ObjectEntry) -> ast.Attribute:
        span = entry.value.span
        value = JsonReader(self._text, self._lines, literal, span.start, span.end).read()
        self._plain.append(span)
        return ast.Attribute("default", value, entry.key.span, entry.span)

    def _properties(self, value: ast.Expression, what: str) -> Iterator[tuple[str, ast.ObjectEntry]]:
        """The properties of an object, or of all objects of an array, without the comments."""
        for part in value.items if isinstance(value, ast.TupleExpression) else (value,):
            if not isinstance(part, ast.ObjectExpression):
                raise Fault(f"expected an object for {what}; put its properties in `{{ }}`", part.span)
            for entry in part.entries:
                key = self._literal(entry.key.span)
                self._plain.append(entry.key.span)
                if key != "//":
                    yield key, entry
                    continue
                self._plain.append(entry.value.span)
                span = entry.value.span
                self._comments.append(ast.Comment(self._text[span.start : span.end], span))

    def _literal(self, span: ast.Span) -> str:
        return literal(self._text[span.start : span.end], span).value

    def _raise_fault(self) -> None:
        """Raise the first fault of a template that does not stand where nothing is a template."""
        plain = sorted((span.start, span.end) for span in self._plain) if self._faults else []
        for fault in self._faults:
            before = bisect_right(plain, (fault.at.start, len(self._text) + 1)) - 1
            if before < 0 or plain[before][1] < fault.at.start:
                raise fault
