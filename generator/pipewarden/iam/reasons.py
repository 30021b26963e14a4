"""Says why a request gets through: which statement lets it, and by what the nearest ones miss it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from pipewarden.hcl.ast import Location
from pipewarden.iam.atoms import ActionAtom, Atom, KeyAtom, PrincipalAtom, ResourceAtom
from pipewarden.iam.covered import World, open_arns, unresolved
from pipewarden.iam.evaluate import holds
from pipewarden.iam.ground import ground
from pipewarden.iam.model import Condition, Hole, Statement
from pipewarden.iam.request import Request

INTENT = -1
"""The index of a statement that a question made up: it is in no policy, and no reason names it."""

_MOST = 3
_ALIKE = 0.8
"""How much a misspelt condition key is like the right one, as `difflib` measures it."""


class Because(Struct, frozen=True):
    """One reason: the statement by its Sid or number, a clause for a person, and the place of the element."""

    statement: str
    text: str
    location: Location | None = None


def reasons(
    matched: Iterable[Statement], avoided: Iterable[Statement], world: World, request: Request
) -> tuple[Because, ...]:
    """The statements that match, then those that a reader would expect to and that miss the request by the fewest
    elements, three at most."""
    matched = list(matched)
    found = [
        Because(statement.label, f"statement {statement.label} {_verb(statement)} it", statement.location)
        for statement in matched
        if statement.index != INTENT
    ]
    misses = [
        (list(_misses(statement, world, request)), statement)
        for statement in _expected(matched, [each for each in avoided if each.index != INTENT])
    ]
    fewest = min((len(missing) for missing, _ in misses if missing), default=0)
    near = [(missing, statement) for missing, statement in misses if missing and len(missing) == fewest]
    for missing, statement in near[:_MOST]:
        found.extend(
            Because(statement.label, f"statement {statement.label} {text}", location) for text, location in missing
        )
    return tuple(found)


def _expected(matched: Sequence[Statement], avoided: Sequence[Statement]) -> Sequence[Statement]:
    """The statements that might have matched too: what became of one that matches, what allows where nothing denies,
    what denies on the grounds that are asked about. To say of plaintext uploads that a statement on keys does not match
    them helps nobody."""
    twins = [each for each in avoided if any(_is_twin(each, other) for other in matched)]
    if twins:
        return twins
    allows = [each for each in avoided if each.effect == "Allow"]
    asked = [each for each in matched if each.index == INTENT or each.effect == "Deny"]
    if allows and not asked:
        return allows
    return _speaking([each for each in avoided if each.effect == "Deny"] if asked else avoided, asked)


def _is_twin(one: Statement, other: Statement) -> bool:
    """Whether they have a Sid in common, as a statement before and after an edit."""
    return one.sid is not None and (one.sid, one.effect) == (other.sid, other.effect)


def _speaking(statements: Sequence[Statement], asked: Sequence[Statement]) -> Sequence[Statement]:
    """The statements that are about one of the condition keys of what is asked, or about none at all."""
    keys = {condition.key.lower() for statement in asked for condition in statement.conditions}
    if not keys:
        return statements
    about = [statement for statement in statements if not keys.isdisjoint(_written(statement))]
    alike = [statement for statement in statements if _misspells(statement, keys)]
    return [each for each in statements if not each.conditions or each in (about or alike)]


def _written(statement: Statement) -> list[str]:
    return [condition.key.lower() for condition in statement.conditions]


def _misspells(statement: Statement, keys: Iterable[str]) -> bool:
    return any(get_close_matches(key, _written(statement), n=1, cutoff=_ALIKE) for key in keys)


def _verb(statement: Statement) -> str:
    return "allows" if statement.effect == "Allow" else "denies"


def _misses(statement: Statement, world: World, request: Request) -> Iterator[tuple[str, Location | None]]:
    """The elements of the statement that do not fit the request."""
    (grounded,) = ground((statement,), world)
    conditions = iter(statement.conditions)
    fits = True
    for atom, wanted in grounded.literals:
        condition = next(conditions, None) if isinstance(atom, KeyAtom) else None
        if holds(atom, request) is not wanted:
            fits = False
            text = f"does not match: {_text(atom, wanted, condition, statement, request)}"
            yield text + _of_variables(atom, condition, statement, world), _place(atom, condition, statement)
    for condition in statement.conditions if fits else ():
        if any(isinstance(part, Hole) for value in condition.values for part in value.parts):
            yield (
                f"need not match: what it compares `{condition.key}` with is not known",
                condition.location or statement.location,
            )


def _of_variables(atom: Atom, condition: Condition | None, statement: Statement, world: World) -> str:
    """That a policy variable of the element has no value in the request, where that is so."""
    texts = statement.resources.items if isinstance(atom, ResourceAtom) and statement.resources else ()
    if condition is not None:
        texts = condition.values
    return "; a policy variable in it has no value" if any(unresolved(text, world) for text in texts) else ""


def _text(atom: Atom, wanted: bool, condition: Condition | None, statement: Statement, request: Request) -> str:
    match atom:
        case PrincipalAtom():
            return f"`{'Principal' if wanted else 'NotPrincipal'}` leaves out `{request.principal.id}`"
        case ActionAtom():
            return f"`{'Action' if wanted else 'NotAction'}` leaves out `{request.action}`"
        case ResourceAtom():
            return f"`{'Resource' if wanted else 'NotResource'}` leaves out `{request.resource}`"
        case KeyAtom(key=key):
            values = request.values().get(key)
            state = " and ".join(f"`{value}`" for value in values) if values else "missing"
            name = condition.key if condition else key
            operator = condition.operator if condition else ""
            if condition and any(open_arns((condition,))):
                return f"AWS does not say whether its condition `{operator}` is met where `{name}` is {state}"
            return f"its condition `{operator}` is not met: `{name}` is {state}"
        case _:
            return "a part of it cannot be known"


def _place(atom: Atom, condition: Condition | None, statement: Statement) -> Location | None:
    element: Location | None = None
    match atom:
        case PrincipalAtom() if statement.principals:
            element = statement.principals.location
        case ActionAtom():
            element = statement.actions.location
        case ResourceAtom() if statement.resources:
            element = statement.resources.location
        case KeyAtom() if condition:
            element = condition.location
        case _:
            pass
    return element or statement.location
