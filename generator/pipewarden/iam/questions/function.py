"""Whether a request that must work is allowed by all the policies on its way, taken together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.iam.covered import World, plain
from pipewarden.iam.evaluate import matches, world_of
from pipewarden.iam.ground import ground
from pipewarden.iam.model import Policy, Statement, holes_of
from pipewarden.iam.names import Names
from pipewarden.iam.proofs import Proofs
from pipewarden.iam.prove import Counterexample, Outcome, Proved, Undecided
from pipewarden.iam.questions.grants import delegates
from pipewarden.iam.questions.intents import Words, condition, may_share_an_action, principals, statement, words
from pipewarden.iam.reasons import Because, reasons
from pipewarden.iam.request import Request, Requester
from pipewarden.iam.worlds import Naming, namings, written_places
from pipewarden.stack.values import Symbol

_NO_NAMES = Names()
_proved = Proofs[tuple[Statement, "_Policies", bool, bool]]()


class Required(Struct, frozen=True):
    """A request that must be allowed.

    `principal` is the ARN of a role or user, or the name of a service (`cloudtrail.amazonaws.com`); what `context` does
    not name is missing from the request.
    """

    principal: Words
    action: str
    resource: Words
    context: tuple[tuple[str, Words], ...] = ()


def allows(
    required: Required,
    *,
    identity: Sequence[Policy] = (),
    resource: Policy | None = None,
    gates: Sequence[Policy] = (),
    key: bool = False,
    same_account: bool = True,
    names: Names = _NO_NAMES,
) -> Outcome:
    """`Proved` when the request is allowed; else a `Counterexample` with the request, why, and under which assumption.

    `identity` are the policies of the principal, `resource` is the one of the bucket, topic or key. With `key` it is
    that of a KMS key, which must allow, itself or by leaving the decision to the account. `gates` are those that must
    allow besides: endpoint policies, permissions boundaries. A service has no identity policies: the resource's must
    allow it.
    """
    policies = [*identity, *([resource] if resource else []), *gates]
    for policy in policies:
        if policy.invalid:
            return Undecided(
                f"AWS would refuse the policy: {policy.invalid[0].message}", None, policy.invalid[0].location
            )
    texts = _intent(required, names)
    whole = _Policies(tuple(identity), resource, tuple(gates))
    concerned = whole.concerning(texts)
    asked = (texts, concerned, key, same_account)
    known = _proved.get(asked)
    if known is not None:
        return known
    statements = concerned.statements
    verdicts: list[tuple[bool, Request, tuple[str, ...]]] = []
    works: Naming | None = None
    for naming in namings([texts, *statements]):
        request = _request(required, texts, World(naming.symbols))
        if request is None:
            why = next((hole.why for hole in holes_of(texts)), "a part of it has no value")
            return Undecided(f"the request that must work cannot be known: {why}")
        way = _Way(request, naming.symbols, concerned, key, same_account)
        certain = way.passes(bold=False)
        assuming: tuple[str, ...] = (naming.assumption(holds=True),) if naming.coincidence else ()
        if not certain and way.passes(bold=True):
            open_ = sorted({hole.why for each in statements for hole in holes_of(each)})
            assuming = (*assuming, f"what is not known does not allow it ({'; '.join(open_)})") if open_ else assuming
        verdicts.append((certain, request, assuming))
        works = works or (naming if certain and naming.coincidence else None)
    refused = [verdict for verdict in verdicts if not verdict[0]]
    if not refused:
        return _proved.keep(asked, Proved(len(verdicts)))
    _, request, assuming = refused[0]
    if not assuming and works:
        assuming = (works.assumption(holds=False),)
    if not assuming:
        places = written_places([texts, *statements])
        found = (each for each in places if _works(required, texts, each, concerned, key, same_account))
        assuming = tuple(each.assumption(holds=False) for each in islice(found, 1))
    return Counterexample(request, _because(request, whole, texts), assuming)


def _works(
    required: Required, texts: Statement, naming: Naming, policies: _Policies, key: bool, same_account: bool
) -> bool:
    """Whether the request is allowed for certain where the symbols are read so."""
    request = _request(required, texts, World(naming.symbols))
    return request is not None and _Way(request, naming.symbols, policies, key, same_account).passes(bold=False)


def _intent(required: Required, names: Names) -> Statement:
    """The request as a statement, so that its symbols are settled with those of the policies."""
    who = words(required.principal, names, wildcards=False)
    written = "".join(part for part in who.parts if isinstance(part, str))
    type_ = "Service" if "." in written and ":" not in written else "AWS"
    conditions = [
        condition("StringEquals", key, words(value, names, wildcards=False)) for key, value in required.context
    ]
    return statement(
        *conditions,
        principals=principals("Service" if type_ == "Service" else "AWS", [who]),
        actions=(required.action,),
        resources=[words(required.resource, names, wildcards=False)],
    )


def _request(required: Required, intent: Statement, world: World) -> Request | None:
    """The request itself, None where a part of it cannot be known."""
    if intent.principals is None or intent.resources is None:
        return None
    entry = intent.principals.entries[0]
    who = plain(entry.text, world)
    resource = plain(intent.resources.items[0], world)
    context: list[tuple[str, tuple[str, ...]]] = []
    for found in intent.conditions:
        value = plain(found.values[0], world)
        if value is None:
            return None
        context.append((found.key, (value,)))
    if who is None or resource is None:
        return None
    return Request(
        Requester("Service" if entry.type == "Service" else "AWS", who), required.action, resource, tuple(context)
    )


class _Policies(Struct, frozen=True):
    """The policies on the way of a request."""

    identity: tuple[Policy, ...]
    resource: Policy | None
    gates: tuple[Policy, ...]

    def __iter__(self) -> Iterator[Policy]:
        yield from self.identity
        if self.resource:
            yield self.resource
        yield from self.gates

    @property
    def statements(self) -> list[Statement]:
        """All statements of all policies."""
        return [each for policy in self for each in policy.statements]

    def concerning(self, intent: Statement) -> _Policies:
        """The same policies without the statements about other actions: they decide nothing, and cost time."""
        return _Policies(
            tuple(_concerning(policy, intent) for policy in self.identity),
            _concerning(self.resource, intent) if self.resource else None,
            tuple(_concerning(policy, intent) for policy in self.gates),
        )


def _concerning(policy: Policy, intent: Statement) -> Policy:
    kept = tuple(each for each in policy.statements if may_share_an_action(each, intent))
    return replace(policy, statements=kept)


class _Way(Struct, frozen=True):
    """One request with the policies on its way."""

    request: Request
    symbols: dict[Symbol, str]
    policies: _Policies
    key: bool
    same_account: bool

    def passes(self, *, bold: bool) -> bool:
        """Whether the request is allowed: for some filling of the holes with `bold`, else for every one."""
        on_way = self.policies
        if any(self._matches(each, bold=not bold) for policy in on_way for each in policy.denies):
            return False
        if not all(any(self._matches(each, bold=bold) for each in gate.allows) for gate in on_way.gates):
            return False
        by_identity = any(self._matches(each, bold=bold) for policy in on_way.identity for each in policy.allows)
        allows = on_way.resource.allows if on_way.resource else ()
        found = [each for each in allows if self._matches(each, bold=bold)]
        if self.request.principal.type != "AWS":
            return bool(found)
        if not self.same_account:
            return bool(found) and by_identity
        by_name = any(not delegates(each) for each in found)
        return by_name or (by_identity and (bool(found) or not self.key))

    def _matches(self, statement: Statement, *, bold: bool) -> bool:
        grounded = ground([statement], world_of(self.request, [statement], self.symbols))
        return any(matches(each, self.request, bold=bold) for each in grounded)


def _because(request: Request, policies: _Policies, intent: Statement) -> tuple[Because, ...]:
    """The statements that deny the request, else how the nearest Allow statements of what stops it miss it."""
    symbols = namings([intent, *policies.statements])[0].symbols
    way = _Way(request, symbols, policies, key=False, same_account=True)
    denies = [each for policy in policies for each in policy.denies if way._matches(each, bold=True)]
    shut = (gate for gate in policies.gates if not any(way._matches(each, bold=True) for each in gate.allows))
    gate = next(shut, None)
    asked = [gate] if gate else [*policies.identity, *([policies.resource] if policies.resource else [])]
    allows = sorted((each for policy in asked for each in policy.allows), key=lambda each: not _of_kin(each, request))
    world = world_of(request, [*denies, *allows], symbols)
    found = reasons(denies, () if denies else allows, world, request)
    return found or (Because("", "no statement allows it"),)


def _of_kin(statement: Statement, request: Request) -> bool:
    """Whether the statement is about principals of the requester's type: of two near ones it is the nearer."""
    who = statement.principals
    return who is None or any(entry.type == request.principal.type for entry in who.entries)
