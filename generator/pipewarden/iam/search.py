"""Searches for a request that matches some statements and not others, or shows that there is none.

Each statement is a conjunction of literals, so one that must not match is a clause: one of its literals fails. The
search makes a request for what is settled, looks which clauses it breaks, and branches over the ways to keep one of
them: only clauses that a request breaks cost anything. The bound counts the classes of requests that were looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct, field

from pipewarden.iam.atoms import Atom, Literal
from pipewarden.iam.evaluate import holds
from pipewarden.iam.making import Maker
from pipewarden.iam.request import Request
from pipewarden.iam.solving import SearchBoundError

Clause: TypeAlias = tuple[Literal, ...]
"""The literals of a statement that must not match: one of them fails."""

_FEW = 8
"""How many broken clauses are compared for the one with the fewest ways out."""

BRANCH_LIMIT = 20_000
"""How many branches one question may take before it counts as undecided."""


class Search(Struct):
    """One question; `cases` counts the classes of requests that were looked at."""

    maker: Maker
    cases: int = 0
    _known: dict[frozenset[tuple[Atom, bool]], Request | None] = field(default_factory=dict)

    def find(self, required: Iterable[Literal], clauses: Sequence[Clause]) -> Request | None:
        """A request for which all required literals hold and of no clause all do.

        Raises SearchBoundError.
        """
        held: dict[Atom, bool] = {}
        for atom, wanted in required:
            if held.setdefault(atom, wanted) is not wanted:
                self.cases += 1
                return None
        if any(_matches(held, clause) for clause in clauses):
            self.cases += 1
            return None
        return self._search(held, clauses)

    def _search(self, held: dict[Atom, bool], clauses: Sequence[Clause]) -> Request | None:
        """A request for what is held that breaks no clause; branches over the ways to keep one that is broken."""
        held, clauses = _settled(held, clauses)
        request = self._request(held)
        if request is None:
            return None
        broken = [clause for clause in clauses if self._breaks(request, held, clause)]
        if not broken:
            return self._kept(request, held, clauses)
        ways = min((self._ways(held, clause) for clause in broken[:_FEW]), key=len)
        for at, (atom, wanted) in enumerate(ways):
            branch = {**held, **{earlier: not value for earlier, value in ways[:at]}, atom: wanted}
            found = self._search(branch, clauses)
            if found is not None:
                return found
        return None

    def _breaks(self, request: Request, held: dict[Atom, bool], clause: Clause) -> bool:
        """Whether the clause's statement matches the request: holes speak for the request when `bold`."""
        return not any(self._fails(request, held, atom, wanted) for atom, wanted in clause)

    def _fails(self, request: Request, held: dict[Atom, bool], atom: Atom, wanted: bool) -> bool:
        """Whether the literal fails for the request."""
        known = held.get(atom)
        if known is not None:
            return known is not wanted
        return holds(atom, request, wide=(not wanted) is self.maker.bold) is not wanted

    def _kept(self, request: Request, held: dict[Atom, bool], clauses: Sequence[Clause]) -> Request | None:
        """The request; with holes only if one filling of them keeps all clauses at once."""
        if not self.maker.bold:
            return request
        chosen = dict(held)
        for clause in clauses:
            failing = [(atom, wanted) for atom, wanted in clause if self._fails(request, held, atom, wanted)]
            if not any(atom in chosen and chosen[atom] is not wanted for atom, wanted in failing):
                atom, wanted = failing[0]
                chosen[atom] = not wanted
        settled = self._request(chosen)
        if settled is not None:
            return settled
        return self._thoroughly(held, clauses)

    def _thoroughly(self, held: dict[Atom, bool], clauses: Sequence[Clause]) -> Request | None:
        """Branches over every clause, broken or not."""
        pending = [
            clause for clause in clauses if not any(held.get(atom, wanted) is not wanted for atom, wanted in clause)
        ]
        if not pending:
            return self._request(held)
        ways = self._ways(held, pending[0])
        for at, (atom, wanted) in enumerate(ways):
            branch = {**held, **{earlier: not value for earlier, value in ways[:at]}, atom: wanted}
            if self._request(branch) is not None:
                found = self._thoroughly(branch, pending[1:])
                if found is not None:
                    return found
        return None

    def _ways(self, held: dict[Atom, bool], clause: Clause) -> list[Literal]:
        """How the clause's statement can be kept from matching, as far as what is held allows it."""
        return [
            (atom, not wanted)
            for atom, wanted in clause
            if atom not in held and self._request({**held, atom: not wanted}) is not None
        ]

    def _request(self, held: dict[Atom, bool]) -> Request | None:
        """A request for which what is held holds; None when there is none."""
        key = frozenset(held.items())
        if key not in self._known:
            self.cases += 1
            if self.cases > BRANCH_LIMIT:
                raise SearchBoundError(f"more than {BRANCH_LIMIT} classes of requests")
            self._known[key] = self.maker.make(held)
        return self._known[key]


def _settled(held: dict[Atom, bool], clauses: Sequence[Clause]) -> tuple[dict[Atom, bool], Sequence[Clause]]:
    """What follows from what is held: a clause with one literal left forces it. Clauses that are kept drop out."""
    held = dict(held)
    while True:
        size = len(held)
        pending = []
        for clause in clauses:
            open_ones = _open(held, clause)
            if open_ones is None:
                continue
            if len(open_ones) == 1:
                held[open_ones[0][0]] = not open_ones[0][1]
            else:
                pending.append(clause)
        if len(held) == size:
            return held, pending
        clauses = pending


def _open(held: dict[Atom, bool], clause: Clause) -> list[Literal] | None:
    """The literals of the clause about which nothing is held; None where one of its literals fails."""
    found = []
    for literal in clause:
        known = held.get(literal[0])
        if known is None:
            found.append(literal)
        elif known is not literal[1]:
            return None
    return found


def _matches(held: dict[Atom, bool], clause: Clause) -> bool:
    """Whether all literals of the clause are held."""
    return all(held.get(atom) is wanted for atom, wanted in clause)
