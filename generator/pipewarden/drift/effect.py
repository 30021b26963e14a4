"""What one hand edit does: a control that holds no longer, a policy that lets more through, a value that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from pipewarden.compared import compared
from pipewarden.drift.differences import DriftClass
from pipewarden.finding import Finding
from pipewarden.hcl.ast import Location
from pipewarden.stack.values import Encoded, Mapping, Origin, Sequence, Value

Spot = tuple[str, int]
"""A file, as it is shown, and a line."""


@compared("kind", "address", "attribute", "old", "new", "message", "control", "counterexample", "finding")
class Effect(Struct, frozen=True):
    """One effect; `address` and `attribute` say of what, `old` and `new` are JSON as `pipewarden show` prints it.

    `places` are where the values were written, by file as it is shown and line. `control` is the one that stopped to
    hold, `finding` what the checker says of that; `counterexample` is a request that is let through now.
    """

    kind: DriftClass
    address: str | None
    attribute: str | None = None
    old: Any = None
    new: Any = None
    message: str | None = None
    control: str | None = None
    counterexample: dict[str, object] | None = None
    finding: Finding | None = None
    places: frozenset[Spot] = frozenset()

    @property
    def key(self) -> str:
        """The same for the same effect, whichever edit it is seen under."""
        parts = (self.kind, self.address, self.attribute, self.old, self.new, self.message, self.control)
        return json.dumps(parts, sort_keys=True, default=str)

    @property
    def files(self) -> frozenset[str]:
        """The files of its places."""
        return frozenset(file for file, _ in self.places)


def spots_of(value: Value | None) -> Iterator[Spot]:
    """Where a value and all in it were written, with what they were computed from."""
    if value is None:
        return
    yield from _chain(value.origin)
    if isinstance(value, Sequence):
        for item in value.items:
            yield from spots_of(item)
    elif isinstance(value, Mapping):
        for _, member in value.members:
            yield from spots_of(member)
    elif isinstance(value, Encoded):
        yield from spots_of(value.structure)


def _chain(origin: Origin | None) -> Iterator[Spot]:
    for step in origin.chain() if origin else ():
        yield from spot(step.location)


def spot(location: Location | None) -> frozenset[Spot]:
    """The spot of a place, where there is one."""
    return frozenset() if location is None else frozenset({(location.file, location.span.line)})
