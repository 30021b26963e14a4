"""The cases of a question, and the search for a request in one of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from pipewarden.iam.atoms import Literal
from pipewarden.iam.model import Statement
from pipewarden.iam.request import Request
from pipewarden.iam.search import Clause, Search


class Case(Struct, frozen=True):
    """Requests that match every statement of `match` and none of `avoid`."""

    match: tuple[Statement, ...]
    avoid: tuple[Statement, ...]


class Run(Struct):
    """The cases of one question in one world; what they share is worked out once."""

    search: Search
    grounded: dict[Statement, Clause]
    facts: Sequence[Literal]
    ruled_out: Sequence[Clause]
    _clauses: dict[int, list[Clause]] = field(default_factory=dict)
    _alone: dict[tuple[int, int], bool] = field(default_factory=dict)

    def request(self, case: Case) -> Request | None:
        """A request of the case. Where a statement by itself leaves none, it is not tried beside others."""
        if not all(statement in self.grounded for statement in case.match):
            return None
        if len(case.match) > 1 and not self._is_possible(case):
            return None
        return self._find(case.match, case.avoid)

    def _is_possible(self, case: Case) -> bool:
        place = (id(case.match[-1]), id(case.avoid))
        if place not in self._alone:
            self._alone[place] = self._find(case.match[-1:], case.avoid) is not None
        return self._alone[place]

    def _find(self, match: tuple[Statement, ...], avoid: tuple[Statement, ...]) -> Request | None:
        clauses = self._clauses.get(id(avoid))
        if clauses is None:
            found = (self.grounded[statement] for statement in avoid if statement in self.grounded)
            clauses = self._clauses[id(avoid)] = list(dict.fromkeys([*found, *self.ruled_out]))
        required = [literal for statement in match for literal in self.grounded[statement]]
        return self.search.find([*required, *self.facts], clauses)
