"""The policies that a tree's root modules write down, resolved, and the places where their arguments stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipewarden.hcl import HclSyntaxError, ast, parse_expression
from pipewarden.hcl.ast import Location
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Encoded, Mapping
from rewriting import syntax
from rewriting.tree import Tree, stacks
from rewriting.written import Source, UnwritableError

ARGUMENTS = ("policy", "assume_role_policy")
_ASSIGNED = re.compile(r'\s*(?:[\w-]+|"[^"]*")\s*[=:](?![=>])\s*', re.DOTALL)
_PLACELESS = frozenset({"var", "local", "data", "module", "path", "terraform"})


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that one argument of one resource holds; `name` is made of its address and belongs to it alone."""

    tree: Tree
    path: str
    block: ast.Block
    argument: ast.Attribute
    resource: Resource
    value: Encoded
    structure: Mapping

    @property
    def name(self) -> str:
        """An identifier."""
        return syntax.identifier(f"{self.resource.type}_{self.resource.name}_{self.argument.name}")

    @property
    def written(self) -> str:
        """The argument's expression as it stands."""
        return self.tree.source(self.path, self.argument.expression.span)

    @property
    def repeated(self) -> bool:
        """Whether the resource has `count` or `for_each`."""
        return any(self.block.body.attribute(name) for name in ("count", "for_each"))

    def source(self, location: Location) -> str:
        """The expression at a place, which may be given with the name that it is assigned to."""
        return source(self.tree)(location)


def source(tree: Tree) -> Source:
    """Reads the expression at a place of the tree; raises UnwritableError where it means something only there."""

    def read(location: Location) -> str:
        if location.file not in tree.files:
            raise UnwritableError(f"{location.file} is not in the tree")
        text = tree.source(location.file, location.span)
        assigned = _ASSIGNED.match(text)
        text = text[assigned.end() :] if assigned else text
        try:
            parsed = parse_expression(text)
        except HclSyntaxError as error:
            raise UnwritableError(str(error)) from None
        if not _means_the_same_everywhere(parsed):
            raise UnwritableError(f"`{text}` belongs to its place")
        return text

    return read


def _means_the_same_everywhere(expression: ast.Expression) -> bool:
    return all(name in _PLACELESS or name.startswith("aws_") for name in syntax.roots(expression))


def policies(tree: Tree) -> Iterator[Policy]:
    """The policies in the root modules' native files, each of a resource with one instance."""
    for folder, stack in stacks(tree):
        for path, block in syntax.blocks(tree, folder, "resource"):
            resource = _only_instance(stack, block)
            for name in ARGUMENTS:
                argument = block.body.attribute(name)
                value = resource.values.get(name) if resource else None
                if resource and argument and isinstance(value, Encoded) and isinstance(value.structure, Mapping):
                    yield Policy(tree, path, block, argument, resource, value, value.structure)


def _only_instance(stack: Stack, block: ast.Block) -> Resource | None:
    type_, name = (item.text for item in block.labels)
    found = [item for item in stack.of_type(type_) if item.name == name and not item.module]
    return found[0] if len(found) == 1 and found[0].may_be_absent is None else None
