"""Whether a request that must work is allowed by all policies on its way, in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from pipewarden.aws.managed_policies import managed_name
from pipewarden.iam.model import Condition, Policy
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Counterexample, Outcome, Proved, Undecided
from pipewarden.iam.questions import Required, actions_refused, allows
from pipewarden.iam.questions.intents import plain_condition
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Symbol, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.endpoint_policies import endpoint_policies
from pipewarden.subjects.identities import identity_of
from pipewarden.subjects.identity import names
from pipewarden.subjects.key_policies import key_policies
from pipewarden.subjects.keys import KEY_TYPES
from pipewarden.subjects.managed import managed_arn
from pipewarden.subjects.policies import policy_of
from pipewarden.subjects.topics import topic_policies

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

Context = tuple[tuple[str, Value | str], ...]
_NOT_SENT = frozenset(
    [
        "aws:federatedprovider",
        "aws:multifactorauthage",
        "aws:principalservicename",
        "aws:principalservicenameslist",
        "aws:referer",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceorgid",
        "aws:sourceowner",
        "aws:sourcevpc",
        "aws:sourcevpcarn",
        "aws:sourcevpce",
        "aws:username",
        "aws:vpcsourceip",
    ]
)
"""Keys of people, of service principals, and of requests out of a VPC (AWS, *Global condition context keys*)."""

_ORGANIZATION = ("aws:principalorgid", "aws:resourceorgid", "aws:sourceorgid")


class Request(Struct, frozen=True):
    """A request that must work: of `either` actions one is enough, of others all must be allowed.

    `resource` is None where the action must be allowed on something. `target` is the resource of the stack whose policy
    counts too: a bucket, a key, a topic, or with `sts:AssumeRole` a role. `through` is the endpoint that the request
    passes, whose policy must allow it besides. `does` is what it is for.
    """

    does: str
    actions: tuple[str, ...]
    resource: Value | None
    target: Resource | None = None
    context: Context = ()
    either: bool = False
    through: Resource | None = None


@cache
def everything() -> Policy:
    """An identity policy that allows all: of who has it, the other policies on the way are left to ask."""
    text = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'
    return policy_of(Known(text), "identity", Names())


class Caller(Struct, frozen=True):
    """Who asks: a role or a service, with its policies.

    `more` says why policies that are not seen may allow more, `less` why they may allow less, `doubt` why either.
    `outside` is a role of another account.
    """

    principal: Value | str
    policies: tuple[Policy, ...] = ()
    gates: tuple[Policy, ...] = ()
    more: str | None = None
    less: str | None = None
    doubt: str | None = None
    outside: bool = False


def role_caller(subjects: Subjects, role: Resource) -> Caller:
    """A role of the stack."""
    identity = identity_of(subjects.stack, role)
    policies = [policy_of(value, "identity", subjects.names) for _, value in identity.held]
    more = None
    for _, value in identity.managed:
        arn = managed_arn(subjects, value)
        if isinstance(arn, str) and managed_name(arn) == "AdministratorAccess":
            policies.append(everything())
        else:
            more = "a policy that is not in the stack is attached to the role"
    gates, bound = _boundary(subjects, role)
    return Caller(Symbol(role.address, ("arn",)), tuple(policies), gates, more, bound, identity.doubt)


def _boundary(subjects: Subjects, role: Resource) -> tuple[tuple[Policy, ...], str | None]:
    boundary = configured(role.values, "permissions_boundary")
    if boundary is None:
        return (), None
    for own in subjects.stack.of_type("aws_iam_policy"):
        text = configured(own.values, "policy")
        if names(boundary, own) and text is not None:
            return (policy_of(text, "identity", subjects.names),), None
    return (), "its permissions boundary is not in the stack"


def asked(subjects: Subjects, caller: Caller, request: Request) -> Outcome:
    """`Proved` when the request works; an answer that rests on policies that are not seen is `Undecided`."""
    answers = [_ask(subjects, caller, request, action) for action in request.actions]
    if request.either:
        return next((answer for answer in answers if isinstance(answer, Proved)), answers[0])
    refused = (answer for answer in answers if isinstance(answer, Counterexample) and not answer.assuming)
    open_ = (answer for answer in answers if not isinstance(answer, Proved))
    return next(refused, None) or next(open_, answers[0])


def _ask(subjects: Subjects, caller: Caller, request: Request, action: str) -> Outcome:
    outcome = _allowed(subjects, caller, request, action, caller.policies)
    unseen, shut = caller.doubt or caller.more, caller.doubt or caller.less
    if isinstance(outcome, Proved) and shut:
        return Undecided(shut)
    if isinstance(outcome, Counterexample) and unseen:
        generous = _allowed(subjects, caller, request, action, (*caller.policies, everything()))
        return generous if isinstance(generous, Counterexample) else Undecided(unseen)
    return outcome


def _allowed(
    subjects: Subjects, caller: Caller, request: Request, action: str, policies: tuple[Policy, ...]
) -> Outcome:
    if request.resource is None:
        return _somewhere(subjects, caller, request, action, policies)
    policy, doubt = _policy_of_target(subjects, request.target)
    passed, closed = _policies_of_endpoint(subjects, request.through)
    if doubt or closed:
        return Undecided(doubt or closed or "")
    kind = request.target.type if request.target else ""
    own = _organization([*policies, *([policy] if policy else []), *passed])
    return allows(
        Required(caller.principal, action, request.resource, (*request.context, *own)),
        identity=policies,
        resource=policy,
        gates=(*caller.gates, *passed),
        # A key that is given no policy has AWS's own, which leaves the decision to the account.
        key=kind == "aws_iam_role" or (kind in KEY_TYPES and policy is not None),
        # Whoever owns what is not in the stack lets other accounts in, or not, where it cannot be seen.
        same_account=request.target is None or not _from_outside(subjects, caller, request.target),
        names=subjects.names,
    )


def _from_outside(subjects: Subjects, caller: Caller, target: Resource) -> bool:
    """Whether a role asks for what another account has: one of the stack does where providers name both accounts."""
    if caller.outside or not isinstance(caller.principal, Symbol):
        return caller.outside
    own, other = (
        subjects.names.parts(Symbol(address, ("account",))) for address in (caller.principal.address, target.address)
    )
    return own != other and all(isinstance(part, str) for part in (*own, *other))


def _somewhere(
    subjects: Subjects, caller: Caller, request: Request, action: str, policies: tuple[Policy, ...]
) -> Outcome:
    """Whether the action is allowed on anything at all, under conditions that the caller can meet."""
    elsewhere = [plain_condition("StringNotEquals", key, str(value)) for key, value in request.context]
    elsewhere += _never_met(policies, request)
    refused = actions_refused(policies, (action,), subjects.names, principal=caller.principal, unless=elsewhere)
    if isinstance(refused, Counterexample) and not refused.assuming:
        return Proved(1)
    if isinstance(refused, Counterexample):
        return Undecided("; ".join(refused.assuming))
    if isinstance(refused, Undecided):
        return refused
    required = Required(caller.principal, action, "*", request.context)
    return allows(required, identity=policies, names=subjects.names)


def _never_met(policies: tuple[Policy, ...], request: Request) -> list[Condition]:
    """What does not come with a request of a service's role, of the keys that the policies speak of."""
    asked = {each.key.lower() for policy in policies for rule in policy.statements for each in rule.conditions}
    missing = asked.intersection(_NOT_SENT) - {key.lower() for key, _ in request.context}
    wrong = [("aws:SecureTransport", "false"), ("aws:MultiFactorAuthPresent", "true")]
    return [
        *(plain_condition("Null", key, "false") for key in sorted(missing)),
        *(plain_condition("Bool", key, value) for key, value in wrong if key.lower() in asked),
    ]


def _policy_of_target(subjects: Subjects, target: Resource | None) -> tuple[Policy | None, str | None]:
    """The policies on a resource as one, and why that is not known."""
    if target is None:
        return None, None
    values: list[Value] = []
    doubt: str | None = None
    if target.type in KEY_TYPES:
        found = key_policies(subjects.stack, target)
        values, doubt = [value for _, value in found.found], found.doubt
    elif target.type == "aws_sns_topic":
        held, why = topic_policies(subjects.stack, target)
        values, doubt = [value for _, value in held], why.why if why else None
    elif target.type == "aws_iam_role":
        trust = configured(target.values, "assume_role_policy")
        return (policy_of(trust, "trust", subjects.names) if trust is not None else None), None
    for bucket in subjects.buckets:
        if bucket.resource == target:
            values, doubt = [value for _, value in bucket.policies], bucket.doubt.why if bucket.doubt else None
    return _merged([policy_of(value, "resource", subjects.names) for value in values]), doubt


def _policies_of_endpoint(subjects: Subjects, endpoint: Resource | None) -> tuple[tuple[Policy, ...], str | None]:
    """What an endpoint lets through, nothing where that is all, and why it is not known."""
    if endpoint is None:
        return (), None
    held, doubt = endpoint_policies(subjects.stack, endpoint)
    if doubt or len(held) > 1:
        return (), doubt.why if doubt else f"`{endpoint.address}` has two policies"
    return tuple(policy_of(value, "resource", subjects.names) for _, value in held), None


def _organization(policies: list[Policy]) -> Context:
    """The account's organization, as the policies name it: nobody writes another's."""
    named = (
        str(value)
        for policy in policies
        for statement in policy.statements
        for condition in statement.conditions
        if condition.key.lower() in _ORGANIZATION
        for value in condition.values
    )
    exact = next((text for text in named if text.startswith("o-") and not set(text) & set("*?$")), None)
    return tuple((key, exact) for key in _ORGANIZATION) if exact else ()


def _merged(policies: list[Policy]) -> Policy | None:
    """One policy with the statements of all; None where there is none, and AWS's own lets the account decide."""
    if not policies:
        return None
    statements = tuple(each for policy in policies for each in policy.statements)
    return Policy("resource", statements, tuple(bad for policy in policies for bad in policy.invalid), "2012-10-17")
