"""Companion resources: those that configure another one, joined to it by reference or by an equal literal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names
from pipewarden.verdict import Verdict, absent, unknown


class Companions(Struct, frozen=True):
    """The companions of one type: those that are there, and why there may be more."""

    of: Resource
    what: str
    found: tuple[Resource, ...]
    doubt: str | None

    def judged(self, judge: Callable[[Resource], Iterator[Verdict]]) -> Iterator[Verdict]:
        """The verdicts of `judge` on each companion; without any, that it is absent or not known."""
        for companion in self.found:
            yield from judge(companion)
        if not self.found and self.doubt:
            yield unknown(self.of, f"whether it has {self.what} is not known: {self.doubt}")
        elif not self.found:
            yield absent(self.of, f"it has no {self.what}")


def companions(stack: Stack, of: Resource, kind: str, by: str = "bucket", *, what: str = "") -> Companions:
    """The resources of type `kind` whose argument `by` names `of`; `what` is how a message calls them."""
    found = []
    doubt = None
    for candidate in stack.of_type(kind):
        named = names(configured(candidate.values, by), of)
        if named and candidate.may_be_absent is None:
            found.append(candidate)
        elif named:
            doubt = f"whether `{candidate.address}` exists is not known"
        elif named is None:
            doubt = f"which resource `{candidate.address}` belongs to is not known"
    return Companions(of, what or f"`{kind}`", tuple(found), doubt)
