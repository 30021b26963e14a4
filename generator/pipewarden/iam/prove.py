"""Answers a question about all requests: a proof, a request that slips through, or why it could not be decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.aws.actions import table
from pipewarden.hcl.ast import Location
from pipewarden.iam.atoms import KeyAtom, Literal
from pipewarden.iam.automaton import literal
from pipewarden.iam.cases import Case, Run
from pipewarden.iam.condition_atoms import there
from pipewarden.iam.covered import World, open_parts
from pipewarden.iam.evaluate import matches
from pipewarden.iam.ground import ground, variables, with_several_defaults
from pipewarden.iam.matching import TextMatch
from pipewarden.iam.model import Policy, Statement
from pipewarden.iam.place import Place
from pipewarden.iam.proofs import Proofs
from pipewarden.iam.reasons import Because, reasons
from pipewarden.iam.request import Request
from pipewarden.iam.search import Clause, Search
from pipewarden.iam.solving import SearchBoundError
from pipewarden.iam.unlisted import as_written, is_listed, note
from pipewarden.iam.worlds import Naming, namings, partitions, variable_worlds


class Proved(Struct, frozen=True):
    """No request slips through; `classes` says how many classes of requests were looked at."""

    classes: int


class Counterexample(Struct, frozen=True):
    """A request that slips through, and why. Where `assuming` is not empty it does so only if that holds, and the
    outcome of a control is *unknown*, not *fail*."""

    request: Request
    because: tuple[Because, ...] = ()
    assuming: tuple[str, ...] = ()


class Undecided(Struct, frozen=True):
    """The question has no answer: why, and the statement that stands in the way where there is one."""

    why: str
    statement: Statement | None = None
    location: Location | None = None


Outcome: TypeAlias = Proved | Counterexample | Undecided

_proved = Proofs[tuple[tuple[Case, ...], Case | None]]()


def find(cases: Sequence[Case], policies: Iterable[Policy] = (), control: Case | None = None) -> Outcome:
    """Whether there is a request in any of the cases; a request found is a `Counterexample`.

    `policies` are those that the statements were taken from: an invalid one leaves the question undecided. `control` is
    a case that must have a request, whatever the policies say: a reading of the symbols under which it has none is
    impossible, and with no possible reading left a proof would be empty.
    """
    for policy in policies:
        if policy.invalid:
            first = policy.invalid[0]
            return Undecided(f"AWS would refuse the policy: {first.message}", None, first.location)
    asked = tuple(cases), control
    known = _proved.get(asked)
    if known is not None:
        return known
    outcome = _Question(cases, control).answer()
    return _proved.keep(asked, outcome) if isinstance(outcome, Proved) else outcome


_REFINEMENTS = 24
"""How many values of policy variables are ruled out one by one before the question counts as undecided."""

_SPLIT = 3
"""How many policy variables are looked at with and without a value: each doubles the work."""

_OPEN_ENDED = "what a policy variable may stand for is not known: statement"


class _Question:
    def __init__(self, cases: Sequence[Case], control: Case | None) -> None:
        self.control = control
        self.cases = list(cases)
        asked = [*self.cases, *([control] if control else [])]
        self.statements = list(dict.fromkeys(s for case in asked for s in (*case.match, *case.avoid)))
        self.variables = variables(self.statements)
        self.classes = 0
        self._places: dict[int, tuple[World, Place]] = {}

    def answer(self) -> Outcome:
        """The answer over all namings: one naming that slips through needs the assumption that it is the right one."""
        safe: list[Naming] = []
        slipping: list[tuple[Naming, Request, Case]] = []
        try:
            possible = [naming for naming in namings(self.statements) if self._possible(naming)]
            if not possible:
                return Undecided("no request at all is like those that the question is about")
            for naming in possible:
                found = self._slips(naming, bold=False)
                if found is None:
                    safe.append(naming)
                else:
                    slipping.append((naming, *found))
                    if not safe and len(slipping) == len(possible):
                        break
            if slipping:
                naming, request, case = slipping[0]
                return self._counterexample(naming, request, case, _assumptions(naming, safe))
            return self._with_holes(possible)
        except SearchBoundError as error:
            return Undecided(str(error) or "the search met its bound")

    def _with_holes(self, possible: list[Naming]) -> Outcome:
        """No request slips through for every filling of the holes; does one for some filling?"""
        for naming in possible:
            if self._leaves_nothing_open(naming):
                continue
            found = self._slips(naming, bold=True)
            if found is not None and self._only_variables(found[1]):
                found = self._refined(naming, found)
            if found is not None:
                request, case = found
                if self._is_real(naming, request, case):
                    return self._counterexample(naming, request, case, _assumptions(naming, []))
                whys = [f"AWS has a condition key `{key}`" for key, _ in request.context if table().lacks(key)]
                open_ones = {why for statement in (*case.match, *case.avoid) for why in open_parts(statement)}
                whys += [f"what is not known lets it through ({'; '.join(sorted(open_ones))})"] if open_ones else []
                if not whys:
                    return Undecided(f"{_OPEN_ENDED} {case.match[0].label}", case.match[0], case.match[0].location)
                return self._counterexample(naming, request, case, (*_assumptions(naming, []), *whys))
        return Proved(self.classes)

    def _leaves_nothing_open(self, naming: Naming) -> bool:
        """Whether every atom matches the same for certain as at most, so that a bold search finds what another does."""
        return not self.variables and self._place(World(naming.symbols)).is_settled

    def _only_variables(self, case: Case) -> bool:
        """Whether nothing about the case is open but what policy variables of one value stand for."""
        specs = [table().key(key) for key in self.variables]
        open_ones = [why for statement in (*case.match, *case.avoid) for why in open_parts(statement)]
        return bool(specs) and not open_ones and not any(spec and spec.many for spec in specs)

    def _refined(self, naming: Naming, found: tuple[Request, Case]) -> tuple[Request, Case] | None:
        """A request that slips through as it is, or None where none does; one that does not where that stays open.

        A request found for open variables settles them by its own context; where no request with those values slips
        through, the next is sought among all others.
        """
        ruled_out: list[Clause] = []
        latest: tuple[Request, Case] | None = found
        for _ in range(_REFINEMENTS):
            if latest is None or self._is_real(naming, *latest) or not self._only_variables(latest[1]):
                return latest
            own = self._world(naming, latest[0])
            within = self._in_world(own, _facts(own), self.cases, bold=True)
            if within is not None:
                return within
            ruled_out.append(self._fewest_facts(own))
            latest = self._open(naming, ruled_out)
        return latest

    def _fewest_facts(self, world: World) -> Clause:
        """What of a world without a request is enough to have none."""
        for key in sorted(self.variables):
            variables = {name: value for name, value in world.variables.items() if name != key}
            fewer = World(world.symbols, variables, world.absent - {key})
            if self._in_world(fewer, _facts(fewer), self.cases, bold=True) is None:
                world = fewer
        return _facts(world)

    def _open(self, naming: Naming, ruled_out: Sequence[Clause] = ()) -> tuple[Request, Case] | None:
        """A request where policy variables may be anything; one with several defaults is there, or it is not."""
        split = with_several_defaults(self.statements)[:_SPLIT]
        for choice in product((True, False), repeat=len(split)):
            present = frozenset(key for key, is_there in zip(split, choice, strict=True) if is_there)
            world = World(naming.symbols, {}, frozenset(split) - present, present)
            facts = (*(there(key) for key in sorted(present)), *_facts(world))
            found = self._in_world(world, facts, self.cases, bold=True, ruled_out=ruled_out)
            if found is not None:
                return found
        return None

    def _is_real(self, naming: Naming, request: Request, case: Case) -> bool:
        """Whether the request slips through as it is, its policy variables settled by its own context."""
        if any(table().lacks(key) for key, _ in request.context):
            return False
        world = self._world(naming, request)
        matched = [matches(found, request) for found in ground(case.match, world)]
        avoided = [matches(found, request, bold=True) for found in ground(case.avoid, world)]
        return all(matched) and len(matched) == len(case.match) and not any(avoided)

    def _counterexample(
        self, naming: Naming, request: Request, case: Case, assuming: tuple[str, ...]
    ) -> Counterexample:
        request = replace(request, action=as_written(request.action, self.statements))
        because = reasons(case.match, case.avoid, self._world(naming, request), request)
        word = note(request.action, self.statements)
        if word and because:
            because = (*because, Because(because[0].statement, word, because[0].location))
        return Counterexample(request, because, assuming)

    def _possible(self, naming: Naming) -> bool:
        """Whether the control has a request."""
        return self.control is None or self._in_world(World(naming.symbols), (), [self.control], bold=True) is not None

    def _slips(self, naming: Naming, *, bold: bool) -> tuple[Request, Case] | None:
        """A request in one of the cases."""
        if not self.variables:
            return self._in_world(World(naming.symbols), (), self.cases, bold=bold)
        # With variables that may be anything: where nothing slips through so, nothing does.
        found = self._open(naming)
        if bold:
            return found
        if found is None or self._is_real(naming, *found):
            return found
        own = self._world(naming, found[0])
        worlds = [(own.variables, own.absent), *variable_worlds(self.statements, self.variables)]
        for known, absent in worlds:
            world = World(naming.symbols, known, absent)
            found = self._in_world(world, _facts(world), self.cases, bold=False)
            if found is not None:
                return found
        return None

    def _in_world(
        self,
        world: World,
        facts: Sequence[Literal],
        cases: Sequence[Case],
        *,
        bold: bool,
        ruled_out: Sequence[Clause] = (),
    ) -> tuple[Request, Case] | None:
        """A request in one of the cases for which the facts hold, and of no clause that is ruled out all literals."""
        place = self._place(world)
        grounded, maker = place.grounded, place.maker(bold=bold)
        found = self._among(Run(Search(maker), grounded, facts, ruled_out), cases)
        if found is None or is_listed(found[0].action):
            return found
        # One that AWS has today tells a reader more than one that it may add.
        try:
            listed = Search(replace(maker, listed=True))
            return self._among(Run(listed, grounded, facts, ruled_out), cases) or found
        except SearchBoundError:
            return found

    def _place(self, world: World) -> Place:
        """What the statements say in a world; one without values of policy variables is asked for several times."""
        settled = world.variables or world.absent or world.present
        if not settled and id(world.symbols) in self._places:
            return self._places[id(world.symbols)][1]
        grounded = {found.statement: found.literals for found in ground(self.statements, world)}
        place = Place(grounded, partitions(self.statements, world.symbols))
        if not settled:
            self._places[id(world.symbols)] = world, place
        return place

    def _among(self, run: Run, cases: Sequence[Case]) -> tuple[Request, Case] | None:
        try:
            return next(((request, case) for case in cases if (request := run.request(case)) is not None), None)
        finally:
            self.classes += run.search.cases

    def _world(self, naming: Naming, request: Request) -> World:
        values = request.values()
        known = {key: values[key][0] for key in self.variables if len(values.get(key, ())) == 1}
        return World(naming.symbols, known, frozenset(self.variables - set(known)))


def _assumptions(naming: Naming, safe: list[Naming]) -> tuple[str, ...]:
    """What must be so for the request to slip through: this coincidence, or none of those that rule it out."""
    if naming.coincidence:
        return (naming.assumption(holds=True),)
    return tuple(other.assumption(holds=False) for other in safe)


def _facts(world: World) -> Clause:
    """That the policy variables have the values that they have in this world."""
    settled = [_is(key, value) for key, value in world.variables.items()]
    return (*settled, *(_is(key, None) for key in sorted(world.absent)))


def _is(key: str, value: str | None) -> Literal:
    """The key has this value, or with None none."""
    if value is None:
        atom, _ = there(key)
        return atom, False
    exactly = TextMatch(frozenset({literal(value)}))
    return KeyAtom(key, False, False, exactly, exactly), True
