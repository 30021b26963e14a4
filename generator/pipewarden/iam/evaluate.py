"""Decides one concrete request: which statements match, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.iam.atoms import ActionAtom, Atom, HoleAtom, KeyAtom, PrincipalAtom, ResourceAtom
from pipewarden.iam.automaton import in_group
from pipewarden.iam.covered import World, open_parts
from pipewarden.iam.ground import Ground, ground, variables
from pipewarden.iam.model import Policy, Statement
from pipewarden.iam.own_api import own_api
from pipewarden.iam.principal_groups import key_holds, names
from pipewarden.iam.request import Request
from pipewarden.iam.universe import glob_regex
from pipewarden.stack.values import Symbol

Effect: TypeAlias = Literal["allowed", "denied", "silent"]


class Decision(Struct, frozen=True):
    """What a policy says of a request: `silent` is denied too, for want of an Allow.

    `statements` are those that made the decision: the Deny statements that match, else the Allow statements.
    """

    effect: Effect
    statements: tuple[Statement, ...]

    @property
    def allowed(self) -> bool:
        """Whether the request is allowed."""
        return self.effect == "allowed"


class Verdict(Struct, frozen=True):
    """A decision with the sentence that explains it; `decision` is None where it hangs on what cannot be known."""

    decision: Decision | None
    statements: tuple[Statement, ...]
    why: str


def verdict(policy: Policy, request: Request) -> Verdict:
    """The policy's decision on the request, for every filling of its holes and every path of a session's role that the
    policy writes out; none where they differ."""
    found = _verdict(policy, request)
    for other in _with_paths(policy, request):
        if _verdict(policy, other).decision != found.decision:
            path = f"the role's ARN may be `{other.values()['aws:principalarn'][0]}`"
            return Verdict(None, found.statements, f"undecided: {path}; give `aws:PrincipalArn` in the context")
    return found


def _with_paths(policy: Policy, request: Request) -> Iterator[Request]:
    """The request of a role's session with the ARNs that the role may have: the session's ARN leaves out the path."""
    arn = request.principal.arn
    given = any(key.lower() == "aws:principalarn" for key, _ in request.context)
    if given or arn is None or arn == request.principal.id or ":assumed-role/" not in request.principal.id:
        return
    conditions = (each for statement in policy.statements for each in statement.conditions)
    texts = {str(text) for each in conditions if each.key.lower() == "aws:principalarn" for text in each.values}
    for path in sorted({text.partition(":role/")[2].rpartition("/")[0] for text in texts} - {""}):
        whole = arn.replace(":role/", f":role/{path.replace('*', 'x').replace('?', 'x')}/", 1)
        yield replace(request, context=(*request.context, ("aws:PrincipalArn", (whole,))))


def _verdict(policy: Policy, request: Request) -> Verdict:
    grounded = ground(policy.statements, world_of(request, policy.statements, own_api(request.resource)))
    certain = [each for each in grounded if matches(each, request)]
    possible = [each for each in grounded if matches(each, request, bold=True)]
    denies = tuple(each.statement for each in certain if each.effect == "Deny")
    if denies:
        return Verdict(Decision("denied", denies), denies, "denied: a Deny statement matches")
    open_ones = tuple(each.statement for each in possible if each not in certain)
    allows = tuple(each.statement for each in certain if each.effect == "Allow")
    if any(each.effect == "Deny" for each in open_ones) or (open_ones and not allows):
        whys = sorted({why for each in open_ones for why in open_parts(each)})
        return Verdict(
            None, open_ones, ": ".join(("undecided: whether a statement matches cannot be known", *whys[:1]))
        )
    if allows:
        return Verdict(Decision("allowed", allows), allows, "allowed: an Allow statement matches and no Deny")
    return Verdict(Decision("silent", ()), (), "denied: no statement matches")


def evaluate(policy: Policy, request: Request, symbols: dict[Symbol, str] | None = None) -> Decision:
    """The policy's decision on the request. Holes match nothing here: they belong to `prove`."""
    return decide(ground(policy.statements, world_of(request, policy.statements, symbols or {})), request)


def world_of(request: Request, statements: Iterable[Statement], symbols: dict[Symbol, str]) -> World:
    """What symbols and policy variables stand for in a request; a key with several values stands for nothing."""
    values = request.values()
    used = variables(statements)
    known = {key: values[key][0] for key in used if len(values.get(key, ())) == 1}
    return World(symbols, known, frozenset(used - set(known)))


def decide(statements: Iterable[Ground], request: Request) -> Decision:
    """The decision of statements whose symbols and variables are settled."""
    matching = [found for found in statements if matches(found, request)]
    denies = tuple(found.statement for found in matching if found.effect == "Deny")
    if denies:
        return Decision("denied", denies)
    allows = tuple(found.statement for found in matching)
    return Decision("allowed", allows) if allows else Decision("silent", ())


def matches(statement: Ground, request: Request, *, bold: bool = False) -> bool:
    """Whether the statement matches: for every filling of its holes, or with `bold` for some filling."""
    return all(holds(atom, request, wide=wanted is bold) is wanted for atom, wanted in statement.literals)


@lru_cache(maxsize=256)
def context(request: Request) -> dict[str, tuple[str, ...]]:
    """All context keys of the request; nobody changes the answer."""
    return request.values()


def holds(atom: Atom, request: Request, *, wide: bool = False) -> bool:
    """Whether one atom holds of the request: for certain, or with `wide` for some filling of its holes."""
    match atom:
        case PrincipalAtom(entries):
            return any(names(entry, request.principal) for entry in entries if wide or not entry.holes)
        case ActionAtom(narrow, wider):
            globs = wider if wide else narrow
            return any(glob_regex(pattern).fullmatch(request.action.lower()) is not None for pattern in globs)
        case ResourceAtom(spread):
            return in_group(spread.wide if wide else spread.narrow, request.resource)
        case KeyAtom(key=key):
            return key_holds(atom, context(request).get(key), wide=wide)
        case HoleAtom():
            return wide
