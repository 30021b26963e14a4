"""Finds references to what a module does not declare: Terraform refuses them even where nothing would evaluate them.

`try` and `can` catch what goes wrong with a value, not a name that does not exist; the same holds in a branch that is
not taken, in a block without instances and in a module that is called no times. Output names of modules and attributes
of resources are left to the evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.hcl import ast
from pipewarden.stack.configuration import Configuration, Content, Declaration, PlacedBlock, content_of
from pipewarden.stack.json_blocks import as_blocks, resource_content
from pipewarden.stack.mentions import Mention, mentions
from pipewarden.stack.model import Problem

_NAMES = {
    "path": frozenset({"module", "root", "cwd"}),
    "terraform": frozenset({"workspace", "applying"}),
    "each": frozenset({"key", "value"}),
    "count": frozenset({"index"}),
}
_NOT_EVALUATED = frozenset({"provider", "providers", "source", "version", "to", "//"})
_OF_PROVISIONERS = frozenset({"when", "on_failure"})


class _Place(Struct, frozen=True):
    """Where an expression stands: what `dynamic` blocks bind there, and which of Terraform's own names are set."""

    bound: frozenset[str] = frozenset()
    set_: frozenset[str] = frozenset()
    within: frozenset[tuple[str, str]] = frozenset()
    """The data sources of the `check` block around it."""


def undeclared(configuration: Configuration) -> Iterator[Problem]:
    """What is wrong with the references of a folder; nothing where a file of it cannot be read."""
    if configuration.unread:
        return
    checker = _Checker(configuration)
    nowhere = _Place()
    for attribute in configuration.locals.values():
        yield from checker.expression(attribute.file, attribute.node.expression, nowhere)
    for declaration in (*configuration.outputs.values(), *configuration.providers.values()):
        yield from checker.content(declaration.content, nowhere)
    for declaration in configuration.variables.values():
        yield from _quoted_type(declaration.content)
        for block in declaration.content.named("validation"):
            yield from checker.content(_inner(block), nowhere)
    for declaration in (*configuration.resources.values(), *configuration.modules.values(), *configuration.imports):
        yield from checker.repeated(declaration)
    for declaration in configuration.checks:
        inner = (block for block in declaration.content.blocks if block.node.type == "data")
        labels = (tuple(label.text for label in block.node.labels) for block in inner)
        own = frozenset(pair for pair in labels if len(pair) == 2)
        yield from checker.content(declaration.content, _Place(within=own))


class _Checker:
    """Checks the expressions of one folder."""

    def __init__(self, configuration: Configuration) -> None:
        self._into = configuration

    def repeated(self, declaration: Declaration) -> Iterator[Problem]:
        """A block that may have `count` or `for_each`."""
        content = resource_content(declaration) if len(declaration.labels) == 2 else declaration.content
        names = {"each": "for_each", "count": "count"}
        own = frozenset(name for name, argument in names.items() if argument in content.attributes)
        for argument in names.values():
            attribute = content.attributes.get(argument)
            if attribute is not None:
                yield from self.expression(attribute.file, attribute.node.expression, _Place())
        rest = {name: item for name, item in content.attributes.items() if name not in names.values()}
        yield from self.content(Content(rest, content.blocks), _Place(frozenset(), own))

    def content(self, content: Content, place: _Place) -> Iterator[Problem]:
        """What stands in a block."""
        for name, attribute in content.attributes.items():
            if name not in _NOT_EVALUATED:
                yield from self.expression(attribute.file, attribute.node.expression, place)
        for block in content.blocks:
            yield from self._block(block, place)

    def _block(self, block: PlacedBlock, place: _Place) -> Iterator[Problem]:
        content = _inner(block)
        with_self = _Place(place.bound, place.set_ | {"self"}, place.within)
        match block.node.type:
            case "dynamic":
                yield from self._dynamic(block, content, place)
            case "lifecycle":
                conditions = [inner for inner in content.blocks if inner.node.type in ("precondition", "postcondition")]
                yield from self.content(Content({}, tuple(conditions)), place)
            case "provisioner" | "connection":
                kept = {name: item for name, item in content.attributes.items() if name not in _OF_PROVISIONERS}
                yield from self.content(Content(kept, content.blocks), with_self)
            case "postcondition":
                yield from self.content(content, with_self)
            case _:
                yield from self.content(content, place)

    def _dynamic(self, block: PlacedBlock, content: Content, place: _Place) -> Iterator[Problem]:
        attributes = content.attributes
        if "for_each" in attributes:
            item = attributes["for_each"]
            yield from self.expression(item.file, item.node.expression, place)
        name = _iterator(block, content)
        inside = _Place(place.bound | {name}, place.set_, place.within)
        labels = {key: item for key, item in attributes.items() if key == "labels"}
        yield from self.content(Content(labels, tuple(content.named("content"))), inside)

    def expression(self, file: str, expression: ast.Expression, place: _Place) -> Iterator[Problem]:
        """An expression."""
        for mention in mentions(expression, place.bound):
            message = self._wrong(mention, place)
            if message is not None:
                yield Problem(message, ast.Location(file, mention.expression.span))

    def _wrong(self, mention: Mention, place: _Place) -> str | None:
        """What is wrong with a reference, in the words that the evaluation uses."""
        root, steps = mention.name, mention.steps
        if root == "resource":
            root, steps = (steps[0] or "", steps[1:]) if steps else ("resource", ())
        first = steps[0] if steps else None
        if root == "self":
            return None if "self" in place.set_ else "`self` cannot be used here"
        if first is None:
            return f"`{root}` alone is no reference; quote it if it is meant as text"
        if root in ("each", "count") and root not in place.set_:
            return f"`{root}` cannot be used here"
        if root in _NAMES:
            return None if first in _NAMES[root] else f"there is no `{root}.{first}`"
        match root:
            case "var":
                return None if first in self._into.variables else f"there is no variable `{first}` in this module"
            case "local":
                return None if first in self._into.locals else f"there is no local `{first}` in this module"
            case "module":
                return None if first in self._into.modules else f"there is no module call `{first}` in this module"
            case "ephemeral":
                return None
            case "data":
                known = len(steps) > 1 and (first, steps[1]) in place.within
                return None if known else self._resource("data", first, steps[1:])
        return self._resource("managed", root, steps)

    def _resource(self, mode: str, type_: str, steps: tuple[str | None, ...]) -> str | None:
        name = steps[0] if steps else None
        if name is None:
            return f"`{'data.' if mode == 'data' else ''}{type_}` alone is no reference; a name must follow"
        shown = f"{'data.' if mode == 'data' else ''}{type_}.{name}"
        declaration = self._into.resources.get((mode, type_, name))
        if declaration is None:
            return f"there is no `{shown}` in this module"
        if len(steps) < 2:
            return None
        argument = next((item for item in ("count", "for_each") if item in declaration.content.attributes), None)
        if argument is not None and steps[1] is not None:
            return f"`{shown}` has `{argument}`, so that an index must come before `.{steps[1]}`"
        if argument is None and steps[1] is None:
            return f"`{shown}` has neither `count` nor `for_each`, so that it takes no index"
        return None


def _iterator(block: PlacedBlock, content: Content) -> str:
    """The name that a `dynamic` block binds: its iterator's, else its label."""
    chosen = content.attributes.get("iterator")
    match chosen.node.expression if chosen is not None else None:
        case ast.Name(name=name) | ast.Text(value=name):
            return name
    return block.node.labels[0].text if block.node.labels else ""


def _quoted_type(content: Content) -> Iterator[Problem]:
    """A type in quotes, which its value is read by all the same."""
    attribute = content.attributes.get("type")
    if (
        attribute is not None
        and isinstance(attribute.node.expression, ast.Text)
        and not attribute.file.endswith(".json")
    ):
        where = ast.Location(attribute.file, attribute.node.expression.span)
        yield Problem("a type stands without quotes, as in `string` or `list(string)`", where)


def _inner(block: PlacedBlock) -> Content:
    content = content_of(block.file, block.node.body)
    return as_blocks(content) if block.file.endswith(".json") else content
