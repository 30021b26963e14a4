"""The frozen syntax tree of a Terraform file, the same for `.tf` and `.tf.json`.

Nodes are msgspec structs, so that a parsed file is cached by the hash of its content: no node knows its file's
path. `Location` joins the two where a place is shown to a user.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from pipewarden.hcl.span import Location as Location
from pipewarden.hcl.span import Span as Span


class _Node(msgspec.Struct, frozen=True, array_like=True, tag_field="node", tag=True, gc=False):
    """A node that says where it stands."""


class Null(_Node, frozen=True, gc=False):
    """`null`."""

    span: Span


class Boolean(_Node, frozen=True, gc=False):
    """`true` or `false`."""

    value: bool
    span: Span


class Number(_Node, frozen=True, gc=False):
    """A number as it is written, so that nothing is lost to a float: `1e3`, `0.1`."""

    text: str
    span: Span


class Text(_Node, frozen=True, gc=False):
    """A literal stretch of a template, escapes, strip marks and heredoc indentation already applied.

    As an expression of its own it is a string without interpolation, and its span includes the quotes.
    """

    value: str
    span: Span


class Interpolation(_Node, frozen=True, gc=False):
    """`${ expression }` inside a template; the span includes the braces."""

    expression: Expression
    span: Span


class TemplateIf(_Node, frozen=True, gc=False):
    """`%{ if condition }…%{ else }…%{ endif }`."""

    condition: Expression
    then: tuple[TemplatePart, ...]
    otherwise: tuple[TemplatePart, ...]
    span: Span


class TemplateFor(_Node, frozen=True, gc=False):
    """`%{ for key, value in collection }…%{ endfor }`."""

    key: str | None
    value: str
    collection: Expression
    body: tuple[TemplatePart, ...]
    span: Span


class Template(_Node, frozen=True, gc=False):
    """A quoted string or a heredoc that has at least one part that is not literal text.

    One interpolation alone (`"${x}"`) is a template of one part and means `x` itself, as in Terraform.
    """

    parts: tuple[TemplatePart, ...]
    span: Span


class Name(_Node, frozen=True, gc=False):
    """The root of a reference: `var` in `var.x`, `aws_kms_key` in `aws_kms_key.this.arn`, or an iterator."""

    name: str
    span: Span


class GetAttribute(_Node, frozen=True, gc=False):
    """`source.name`; the legacy `source.0` is an `Index` with a number."""

    source: Expression
    name: str
    span: Span


class Index(_Node, frozen=True, gc=False):
    """`source[key]`."""

    source: Expression
    key: Expression
    span: Span


class SplatItem(_Node, frozen=True, gc=False):
    """The element of the nearest enclosing splat, where `Splat.item` speaks of it."""

    span: Span


class Splat(_Node, frozen=True, gc=False):
    """`source[*].a[0]` or `source.*.a`: `item` is evaluated for each element, which `SplatItem` stands for.

    After `[*]` all that follows belongs to `item`; after `.*` only attributes do.
    """

    source: Expression
    item: Expression
    span: Span


class Call(_Node, frozen=True, gc=False):
    """`name(arguments…)`; `name` keeps its namespace (`core::upper`); `expand` is the final `...`."""

    name: str
    arguments: tuple[Expression, ...]
    expand: bool
    span: Span


class TupleExpression(_Node, frozen=True, gc=False):
    """`[a, b]`."""

    items: tuple[Expression, ...]
    span: Span


class ObjectEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One `key = value`; a bare identifier as key is a `Text`, whatever stands in parentheses is evaluated."""

    key: Expression
    value: Expression
    span: Span


class ObjectExpression(_Node, frozen=True, gc=False):
    """`{ key = value }`; entries in the order written, repeats kept."""

    entries: tuple[ObjectEntry, ...]
    span: Span


class ForTuple(_Node, frozen=True, gc=False):
    """`[for key, value in collection : result if condition]`."""

    key: str | None
    value: str
    collection: Expression
    result: Expression
    condition: Expression | None
    span: Span


class ForObject(_Node, frozen=True, gc=False):
    """`{for key, value in collection : result_key => result if condition}`; `grouping` is the final `...`."""

    key: str | None
    value: str
    collection: Expression
    result_key: Expression
    result: Expression
    grouping: bool
    condition: Expression | None
    span: Span


class Unary(_Node, frozen=True, gc=False):
    """`!x` or `-x`."""

    operator: str
    operand: Expression
    span: Span


class Binary(_Node, frozen=True, gc=False):
    """`left operator right`, precedence and associativity already resolved."""

    operator: str
    left: Expression
    right: Expression
    span: Span


class Conditional(_Node, frozen=True, gc=False):
    """`condition ? then : otherwise`."""

    condition: Expression
    then: Expression
    otherwise: Expression
    span: Span


class Parentheses(_Node, frozen=True, gc=False):
    """`(expression)`: kept, because it makes an object key an expression and ends a splat."""

    expression: Expression
    span: Span


Expression: TypeAlias = (
    Null
    | Boolean
    | Number
    | Text
    | Template
    | Name
    | GetAttribute
    | Index
    | SplatItem
    | Splat
    | Call
    | TupleExpression
    | ObjectExpression
    | ForTuple
    | ForObject
    | Unary
    | Binary
    | Conditional
    | Parentheses
)

TemplatePart: TypeAlias = Text | Interpolation | TemplateIf | TemplateFor


class Attribute(_Node, frozen=True, gc=False):
    """`name = expression` in a body."""

    name: str
    expression: Expression
    name_span: Span
    span: Span


class Label(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A block's label, quoted or bare; the span includes the quotes."""

    text: str
    span: Span


class Block(_Node, frozen=True, gc=False):
    """`type "label" … { body }`; `header` spans the type and the labels."""

    type: str
    labels: tuple[Label, ...]
    body: Body
    header: Span
    span: Span


class Body(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What stands between braces, or in a whole file, in the order written; repeats are kept."""

    items: tuple[Attribute | Block, ...]
    span: Span

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The arguments, in the order written; a name may stand twice, which the evaluator reports."""
        return tuple(item for item in self.items if isinstance(item, Attribute))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The nested blocks, in the order written."""
        return tuple(item for item in self.items if isinstance(item, Block))

    def attribute(self, name: str) -> Attribute | None:
        """The first argument of that name."""
        return next((item for item in self.attributes if item.name == name), None)


class Comment(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A comment with its marks (`#`, `//`, `/* */`), as written."""

    text: str
    span: Span


class SyntaxProblem(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Why a file could not be read: `message` says what was expected and what to do; `source` is the line."""

    message: str
    line: int
    column: int
    source: str


class File(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One parsed file, without its path.

    The JSON syntax does not tell arguments from nested blocks below the top level: there, in a file with `json`
    true, both are attributes whose expression is an `ObjectExpression` or a `TupleExpression` of them.
    """

    body: Body
    comments: tuple[Comment, ...]
    json: bool
    problem: SyntaxProblem | None
