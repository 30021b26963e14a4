"""The values of the evaluator: what is known, what is an identity, and what cannot be known, each with its origin.

A value is one of

* `Known`: a string, number, boolean or null;
* `Sequence`: a list, tuple or set, whose items are values;
* `Mapping`: a map, object or block, whose members are values;
* `Symbol`: an attribute of a resource that only AWS can tell, kept as an identity;
* `Template`: a string of which some parts are not known text;
* `Encoded`: a string that is the JSON of a structure, which is kept;
* `Unknown`: anything at all, with the reason.

Equality compares what a value is, never where it came from, nor the type of an empty list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from operator import itemgetter
from typing import Literal, TypeAlias

from msgspec import Struct

from pipewarden.compared import compared
from pipewarden.hcl.ast import Location
from pipewarden.stack.types import Type

Scalar: TypeAlias = str | bool | Fraction | None


class Origin(Struct, frozen=True):
    """Where a value came from: the innermost expression first, then what it was taken from.

    `text` reads as the line of a chain, with values in backticks (`var.rotate` is `false`); `because` is the
    origin of the value that this one was computed from, where there is one.
    """

    location: Location | None
    text: str
    because: Origin | None = None

    def chain(self) -> Iterator[Origin]:
        """This origin and all before it, nearest first."""
        origin: Origin | None = self
        while origin is not None:
            yield origin
            origin = origin.because


class Known(Struct, frozen=True):
    """A string, number (exact), boolean or null; `type` is the type of a null that has one."""

    value: Scalar
    origin: Origin | None = None
    sensitive: bool = False
    type: Type | None = None

    def __eq__(self, other: object) -> bool:
        """Whether both are the same value of the same type: Python takes `True` for 1, Terraform does not."""
        if not isinstance(other, Known):
            return NotImplemented
        return isinstance(self.value, bool) == isinstance(other.value, bool) and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)


@compared("items", "kind")
class Sequence(Struct, frozen=True):
    """A list, tuple or set. The items of a set are in Terraform's order, without repeats.

    `element` is the element type of a list or set; None stands for the type of its items.
    """

    items: tuple[Value, ...]
    kind: Literal["list", "tuple", "set"] = "tuple"
    origin: Origin | None = None
    sensitive: bool = False
    element: Type | None = None


@compared("members", "kind")
class Mapping(Struct, frozen=True):
    """A map, an object or the content of a block, in the order of Terraform (sorted keys), as pairs.

    A nested block type is a member whose value is a `Sequence` of `Mapping`, in a resource's values as in
    `terraform show -json`. An attribute that is not configured has no member.
    """

    members: tuple[tuple[str, Value], ...]
    kind: Literal["map", "object", "block"] = "object"
    origin: Origin | None = None
    sensitive: bool = False
    element: Type | None = None

    def get(self, name: str) -> Value | None:
        """The member of that name, or None when there is none."""
        if len(self.members) > 16:
            index = bisect_left(self.members, name, key=itemgetter(0))
            if index < len(self.members) and self.members[index][0] == name:
                return self.members[index][1]
        for key, value in self.members:
            if key == name:
                return value
        return None


@compared("address", "path")
class Symbol(Struct, frozen=True):
    """An attribute of a resource or data source that only AWS can tell: equal to itself, and to nothing else for sure.

    `address` names the instance from the root (`module.kms.aws_kms_key.this[0]`, `data.aws_region.current`), `path`
    the attribute (`("arn",)`).
    """

    address: str
    path: tuple[str | int, ...]
    origin: Origin | None = None
    sensitive: bool = False

    def __str__(self) -> str:
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return self.address + "".join(steps)


@compared("parts")
class Template(Struct, frozen=True):
    """A string of text, symbols and unknowns in a row; adjacent texts are joined, at least one part is no text."""

    parts: tuple[str | Symbol | Unknown, ...]
    origin: Origin | None = None
    sensitive: bool = False


@compared("structure")
class Encoded(Struct, frozen=True):
    """A string that is the JSON encoding of `structure`; `text` is a `Known` or `Template` string of the same.

    It comes from `jsonencode`, from `aws_iam_policy_document`, and from a string that a policy argument parses as
    JSON. Members of the structure have origins of their own, down to object keys.
    """

    structure: Value
    text: Known | Template | Unknown
    origin: Origin | None = None
    sensitive: bool = False


@compared("why")
class Unknown(Struct, frozen=True):
    """A value that cannot be decided: `why` is a clause for a person, in backticks where it names something.

    `type` is its type where that is known although the value is not.
    """

    why: str
    origin: Origin | None = None
    sensitive: bool = False
    type: Type | None = None


Value: TypeAlias = Known | Sequence | Mapping | Symbol | Template | Encoded | Unknown
