"""Makes a request for which a set of literals holds: principal, action, resource and keys that go together.

Each part of a request is decided by itself (`requesters`, `universe`, `values`); here they are joined: an action takes
some types of resources, some keys come only with some actions, and not every principal calls every service.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from msgspec import Struct, field

from pipewarden.aws.actions import ResourceType, table
from pipewarden.iam.arn_shapes import arn_services
from pipewarden.iam.atoms import ActionAtom, Atom, HoleAtom, KeyAtom, PrincipalAtom, ResourceAtom
from pipewarden.iam.automaton import ANY, NOTHING, Group, in_group, joined, literal, many
from pipewarden.iam.containment import left_out
from pipewarden.iam.other_services import foreign_action, foreign_resources
from pipewarden.iam.request import DERIVED, Request, Requester
from pipewarden.iam.requesters import Demand, requesters
from pipewarden.iam.solving import solve
from pipewarden.iam.universe import Target, Universe
from pipewarden.iam.usual import usual_resources
from pipewarden.iam.values import Choice, choose

_SIGNED_BY_ACCOUNT = (
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principaltag/",
    "aws:userid",
    "aws:multifactorauth",
    "aws:tokenissuetime",
    "aws:sourceidentity",
    "aws:federatedprovider",
)
"""Keys, or how they start, that come only with requests of users, roles and roots."""

_UNSIGNED = ("s3", "sns", "sqs", "lambda", "ecr", "events", "secretsmanager", "logs")
"""Services of the table that take requests without a signature, or of which AWS does not say that they do not."""

_BY_PROVIDER = ("sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity")


class Maker(Struct):
    """Makes the requests of one question: `bold` reads holes in favour of each literal, else against it.

    With `identity` the literals are of identity policies, which only users, roles and the root have. `always` are the
    keys that every request has, where a statement speaks of them. All ARNs of a request are of one of the partitions.
    With `listed` only actions of the table are tried.
    """

    universe: Universe
    bold: bool
    identity: bool
    always: tuple[str, ...]
    partitions: frozenset[str] = frozenset({"aws"})
    listed: bool = False
    _keys: dict[object, Choice | None] = field(default_factory=dict)

    def make(self, held: dict[Atom, bool]) -> Request | None:
        """A request for which what is held holds; None when there is none. Raises SearchBoundError."""
        keys: dict[str, list[tuple[KeyAtom, bool]]] = {}
        who: set[tuple[PrincipalAtom | KeyAtom, bool]] = set()
        for atom, wanted in held.items():
            match atom:
                case PrincipalAtom():
                    who.add((atom, wanted))
                case KeyAtom(key=key):
                    if key in DERIVED:
                        who.add((atom, wanted))
                    else:
                        keys.setdefault(key, []).append((atom, wanted))
                case HoleAtom():
                    if not self.bold:
                        return None
                case _:
                    pass
        for key in self.always:
            keys.setdefault(key, [])
        choices: dict[str, Choice] = {}
        for key, literals in keys.items():
            choice = self._choose(key, literals)
            if choice is None:
                return None
            choices[key] = choice
        return self._joined(held, frozenset(who), choices)

    def _choose(self, key: str, literals: list[tuple[KeyAtom, bool]]) -> Choice | None:
        asked = (key, frozenset(literals))
        if asked not in self._keys:
            self._keys[asked] = choose(key, literals, bold=self.bold)
        return self._keys[asked]

    def _joined(
        self,
        held: dict[Atom, bool],
        who: frozenset[tuple[PrincipalAtom | KeyAtom, bool]],
        choices: dict[str, Choice],
    ) -> Request | None:
        """A request whose principal, action, resource and keys go together."""
        needs = [key for key, choice in choices.items() if not choice.missing]
        actions = self._actions(held)
        resources = [(atom, wanted) for atom, wanted in held.items() if isinstance(atom, ResourceAtom)]
        kms, named, unlisted = self.universe.of("kms"), self.universe.named, self.universe.unlisted
        # Actions that exist come first, whoever may do them; of those, and of the others, the services that are named.
        groups = [actions & named & ~unlisted, actions & ~named & ~unlisted]
        if not self.listed:
            groups += [actions & named & unlisted, actions & ~named & unlisted]
        for left, is_kms in product(groups, (False, True)):
            fitting = left & kms if is_kms else left & ~kms
            for person in requesters(Demand(who, self.bold, is_kms, self.partitions)) if fitting else ():
                if not _carries(person, needs) or (self.identity and person.type != "AWS"):
                    continue
                found = self._target(fitting & self._open_to(person), resources, needs)
                if found is not None:
                    return self._written(person, *found, choices)
        foreign = None if self.listed else self._foreign(held, resources, needs)
        for person in requesters(Demand(who, self.bold, False, self.partitions)) if foreign else ():
            # Credentials of an identity provider are good for `sts` only.
            fits = person.type == "AWS" or not (self.identity or person.type == "Federated")
            if foreign and fits and _carries(person, needs):
                return self._written(person, *foreign, choices)
        return None

    def _actions(self, held: dict[Atom, bool]) -> int:
        """The actions of the table that are left."""
        left = self.universe.all
        for atom, wanted in held.items():
            if isinstance(atom, ActionAtom):
                mask = 0
                for pattern in atom.wide if wanted is self.bold else atom.narrow:
                    mask |= self.universe.mask(pattern)
                left &= mask if wanted else ~mask
        return left

    def _open_to(self, person: Requester) -> int:
        if person.type == "Federated":
            return self.universe.only(*_BY_PROVIDER)
        return self.universe.of(*_UNSIGNED) if person.type == "*" else self.universe.all

    def _target(
        self, actions: int, resources: list[tuple[ResourceAtom, bool]], needs: list[str]
    ) -> tuple[str, str] | None:
        """An action with a resource that it takes, and with which the needed keys come."""
        if not actions:
            return None
        for target in self.universe.targets_of(self._services(resources)):
            left = actions & target.actions
            for key in needs:
                if left and not key.startswith("aws:"):
                    left &= self.universe.with_key(key, target)
            if left:
                resource = self._resource(target, resources)
                if resource is not None:
                    return self.universe.names[_telling(left, self.universe)], resource
        return None

    def _services(self, resources: list[tuple[ResourceAtom, bool]]) -> frozenset[str] | None:
        """The services to which the resource must belong, None when that is open."""
        found: frozenset[str] | None = None
        for atom, wanted in resources:
            services = arn_services(atom.spread.wide if self.bold else atom.spread.narrow) if wanted else None
            if services is not None:
                found = services if found is None else found & services
        return found

    def _resource(self, target: Target, resources: list[tuple[ResourceAtom, bool]]) -> str | None:
        return _resource(
            Resources(frozenset(resources), self.bold, target.group, NOTHING, self.partitions, target.type)
        )

    def _foreign(
        self, held: dict[Atom, bool], resources: list[tuple[ResourceAtom, bool]], needs: list[str]
    ) -> tuple[str, str] | None:
        """An action of a service that the table does not know, with a resource."""
        positive: set[frozenset[str]] = set()
        negative: set[str] = set()
        for atom, wanted in held.items():
            if isinstance(atom, ActionAtom):
                globs = atom.wide if wanted is self.bold else atom.narrow
                positive |= {globs} if wanted else set()
                negative |= set() if wanted else globs
        prefixes = {key.partition(":")[0] for key in needs} - {"aws"}
        if len(prefixes) > 1 or any(self.universe.of(prefix) for prefix in prefixes):
            return None
        positive |= {frozenset({f"{prefix}:*"}) for prefix in prefixes}
        action = foreign_action(frozenset(positive), frozenset(negative))
        if action is None:
            return None
        asked = Resources(frozenset(resources), self.bold, *foreign_resources(), self.partitions, None, action)
        resource = _resource(asked)
        return None if resource is None else (action, resource)

    def _written(self, person: Requester, action: str, resource: str, choices: dict[str, Choice]) -> Request:
        """The request, with the keys that matter: those that must be there, and those that are on every request."""
        context = {spelt(key): choice.values or () for key, choice in choices.items() if not choice.missing}
        return Request(person, action, resource, tuple(sorted(context.items())))


class Resources(Struct, frozen=True):
    """What is asked of the resource: the literals, and the strings that name a resource of the type."""

    literals: frozenset[tuple[ResourceAtom, bool]]
    bold: bool
    group: Group
    taken: Group
    partitions: frozenset[str]
    type: ResourceType | None
    action: str = ""


@lru_cache(maxsize=8192)
def _resource(asked: Resources) -> str | None:
    """A resource for which the literals hold; one that looks real where there is one."""
    positive, negative, same = [asked.group, _of_partitions(asked.partitions)], [asked.taken], NOTHING
    for atom, wanted in asked.literals:
        group = atom.spread.wide if wanted is asked.bold else atom.spread.narrow
        (positive if wanted else negative).append(group)
        if asked.bold and not wanted:
            same |= atom.spread.wide
    groups = tuple(left_out(group, same) for group in positive)
    for candidate in usual_resources(asked.type, groups, asked.action, min(asked.partitions)):
        if all(in_group(group, candidate) for group in groups) and not any(in_group(g, candidate) for g in negative):
            return candidate
    return solve(tuple(positive), tuple(negative), same)


@lru_cache(maxsize=64)
def _of_partitions(partitions: frozenset[str]) -> Group:
    """The ARNs of these partitions, and `*`."""
    arns = (joined(literal(f"arn:{partition}:"), many(ANY)) for partition in partitions)
    return frozenset({*arns, literal("*")})


def spelt(key: str) -> str:
    """A key as AWS spells it; the caller's part of a name (a tag's key) stays as the policies have it."""
    known = table().key(key)
    if known is None:
        return key
    return known.name if "*" not in known.name else known.name.partition("*")[0] + key[known.name.index("*") :]


def _carries(person: Requester, needs: list[str]) -> bool:
    """Whether the keys can come with a request of this principal."""
    if person.type == "AWS":
        return True
    return not any(key.startswith(_SIGNED_BY_ACCOUNT) for key in needs)


_TELLING = (
    "s3:getobject",
    "s3:putobject",
    "s3:listbucket",
    "kms:decrypt",
    "kms:generatedatakey",
    "sts:assumerole",
    "sns:publish",
    "sqs:sendmessage",
    "iam:passrole",
    "codepipeline:startpipelineexecution",
)
"""The actions that tell a reader most, where several will do."""


def _telling(actions: int, universe: Universe) -> int:
    for name in _TELLING:
        bit = universe.only(name)
        if actions & bit:
            return bit.bit_length() - 1
    return _first_bit(actions)


def _first_bit(actions: int) -> int:
    return (actions & -actions).bit_length() - 1
