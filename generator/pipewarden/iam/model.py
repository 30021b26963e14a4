"""The policy as AWS reads it, whichever way it was written, with the place of every part.

Texts keep what cannot be known: a `Symbol` is an identity, a `Hole` may be anything, a `Variable` is what the request
says. Equality compares what a part is, never where it stands.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from pipewarden.compared import compared
from pipewarden.hcl.ast import Location
from pipewarden.iam.operators import Operator
from pipewarden.iam.own_api import OWN_API, SHORT
from pipewarden.stack.values import Symbol

Kind: TypeAlias = Literal["identity", "resource", "trust"]
"""What the policy hangs on: `identity` has no principal; `trust` has one and no resource; `resource` (a bucket, a key,
a topic, an endpoint) has both."""

Effect: TypeAlias = Literal["Allow", "Deny"]


class Wildcard(Struct, frozen=True):
    """`*` or `?` where AWS reads it as a wildcard."""

    char: Literal["*", "?"]


class Variable(Struct, frozen=True):
    """A policy variable, `${aws:username}`, with its default (`${aws:username, 'nobody'}`)."""

    key: str
    default: str | None = None


class Hole(Struct, frozen=True):
    """Text that cannot be known, and why; two holes are the same only when their numbers are."""

    why: str
    number: int


Part: TypeAlias = str | Wildcard | Variable | Symbol | Hole


@compared("parts", keep_hash=True)
class Text(Struct, frozen=True, dict=True):
    """A string of a policy: literal text, wildcards, variables, symbols and holes in a row."""

    parts: tuple[Part, ...]
    location: Location | None = None

    def __str__(self) -> str:
        return "".join(_written(part) for part in self.parts)

    @property
    def literal(self) -> str | None:
        """The text where it is nothing but literal text and wildcards, else None."""
        if all(isinstance(part, str | Wildcard) for part in self.parts):
            return str(self)
        return None


def _written(part: Part) -> str:
    match part:
        case str():
            return part
        case Wildcard(char):
            return char
        case Variable(key, None):
            return f"${{{key}}}"
        case Variable(key, default):
            return f"${{{key}, '{default}'}}"
        case Symbol():
            return SHORT if part == OWN_API else f"${{{part}}}"
        case Hole():
            return "${…}"


PrincipalType: TypeAlias = Literal["*", "AWS", "Service", "Federated", "CanonicalUser"]


class PrincipalEntry(Struct, frozen=True):
    """One principal: `*` is everyone, also where it is written `{"AWS": "*"}`."""

    type: PrincipalType
    text: Text

    @property
    def is_account(self) -> bool:
        """Whether it is a whole account: by its id, or by the ARN of its root."""
        written = str(self.text)
        return self.type == "AWS" and (
            written.endswith(":root") or (":" not in written and not written.startswith("A"))
        )


@compared("entries", "negated")
class Principals(Struct, frozen=True):
    """`Principal`, or with `negated` `NotPrincipal`."""

    entries: tuple[PrincipalEntry, ...]
    negated: bool
    location: Location | None = None


@compared("items", "negated")
class Element(Struct, frozen=True):
    """`Action` or `Resource`, or with `negated` `NotAction` or `NotResource`."""

    items: tuple[Text, ...]
    negated: bool
    location: Location | None = None


@compared("operator", "key", "values")
class Condition(Struct, frozen=True):
    """One key under one operator; the values are alternatives, the conditions of a statement hold together."""

    operator: Operator
    key: str
    values: tuple[Text, ...]
    location: Location | None = None


@compared("effect", "principals", "actions", "resources", "conditions", "index", "sid", "holes", keep_hash=True)
class Statement(Struct, frozen=True, dict=True):
    """One statement. `principals` is None in an identity policy, `resources` in a trust policy.

    `index` counts from 0. `holes` are parts that cannot be known at all (a whole condition block, the statement
    itself): the statement may match less than the rest of it says. A statement of which not even the effect is known
    stands in the policy twice, as Allow and as Deny.
    """

    effect: Effect
    principals: Principals | None
    actions: Element
    resources: Element | None
    conditions: tuple[Condition, ...]
    index: int = 0
    sid: str | None = None
    holes: tuple[Hole, ...] = ()
    location: Location | None = None

    @property
    def meaning(self) -> Hashable:
        """What it says, whatever its Sid, its place and the order of its lists."""
        who, what = self.principals, self.resources
        return (
            self.effect,
            who and (who.negated, frozenset(who.entries)),
            (self.actions.negated, frozenset(_caseless(item) for item in self.actions.items)),
            what and (what.negated, frozenset(what.items)),
            frozenset((each.operator, each.key.lower(), frozenset(each.values)) for each in self.conditions),
            self.holes,
        )

    @property
    def label(self) -> str:
        """How a person refers to it: its Sid, else its number from 1."""
        return f"`{self.sid}`" if self.sid else f"number {self.index + 1}"


@compared("message")
class Invalid(Struct, frozen=True):
    """Something in the text that AWS would refuse, and what to write instead."""

    message: str
    location: Location | None = None


@compared("kind", "statements", "invalid", "version", "id")
class Policy(Struct, frozen=True):
    """A policy; where `invalid` is not empty AWS would refuse it, and no question about it has an answer.

    A policy without a version is of 2008-10-17, which has no policy variables.
    """

    kind: Kind
    statements: tuple[Statement, ...]
    invalid: tuple[Invalid, ...] = ()
    version: str = "2008-10-17"
    id: str | None = None
    location: Location | None = None

    @property
    def allows(self) -> tuple[Statement, ...]:
        """Its Allow statements."""
        return tuple(statement for statement in self.statements if statement.effect == "Allow")

    @property
    def denies(self) -> tuple[Statement, ...]:
        """Its Deny statements."""
        return tuple(statement for statement in self.statements if statement.effect == "Deny")


def _caseless(item: Text) -> Hashable:
    """An action, which compares without case."""
    return item.literal.lower() if item.literal is not None else item


def texts_of(statement: Statement) -> Iterator[Text]:
    """Every text of a statement."""
    if statement.principals:
        yield from (entry.text for entry in statement.principals.entries)
    yield from statement.actions.items
    yield from statement.resources.items if statement.resources else ()
    for condition in statement.conditions:
        yield from condition.values


def holes_of(statement: Statement) -> Iterator[Hole]:
    """Everything in a statement that cannot be known."""
    yield from statement.holes
    yield from (part for text in texts_of(statement) for part in text.parts if isinstance(part, Hole))


def empty(kind: Kind = "resource") -> Policy:
    """The policy that says nothing: what holds where no policy is attached."""
    return Policy(kind, ())
