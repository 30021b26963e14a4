"""What a policy must not allow: to outsiders, to services in nobody's name, without MFA, without a boundary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.iam.cases import Case
from pipewarden.iam.model import Condition, Policy, Statement
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Counterexample, Outcome, Proved
from pipewarden.iam.questions.intents import (
    ANYONE,
    Words,
    ask,
    condition,
    plain_condition,
    principals,
    refused,
    statement,
    together,
    uncertain,
    words,
)
from pipewarden.stack.values import Known, Symbol, Template, Unknown

_NO_NAMES = Names()
_MFA_AGE = plain_condition("Null", "aws:MultiFactorAuthAge", "false")
_POINT = "s3:dataaccesspoint"
_STRANGE_SERVICE = "unnamed.amazonaws.com"


class Trusted(Struct, frozen=True):
    """Who is no outsider: accounts by id, the stack's own among them; an organization; endpoints and VPCs through which
    requests come; roles of other accounts, by ARN. `sources` are resources, by ARN, in whose name services act, besides
    all of the accounts'."""

    accounts: tuple[Words, ...]
    organization: str | None = None
    sources: tuple[Words, ...] = ()
    endpoints: tuple[Words, ...] = ()
    vpcs: tuple[Words, ...] = ()
    roles: tuple[Words, ...] = ()

    def people(self, names: Names) -> list[Statement]:
        """Statements that match every request of those who are trusted."""
        found = []
        if self.accounts:
            accounts = [words(account, names, wildcards=False) for account in self.accounts]
            found.append(statement(principals=principals("AWS", accounts)))
            # Amazon SNS sends the owner of the topic with every request; its own default policy relies on it.
            found.append(_when(condition("StringEquals", "aws:SourceOwner", *accounts)))
        if self.roles:
            roles = [words(role, names, wildcards=False) for role in self.roles]
            found.append(statement(principals=principals("AWS", roles)))
        if self.organization:
            found.append(_when(plain_condition("StringEquals", "aws:PrincipalOrgID", self.organization)))
        for key, values in (("aws:SourceVpce", self.endpoints), ("aws:SourceVpc", self.vpcs)):
            texts = [words(value, names, wildcards=False) for value in values]
            found += [_when(condition("StringEquals", key, *texts))] if texts else []
        return found

    def points(self, names: Names) -> list[Statement]:
        """Statements that match every request through an access point of those who are trusted, which has a policy of
        its own."""
        accounts = [words(account, names, wildcards=False) for account in self.accounts]
        own = [words(_owned(account, names), names) for account in self.accounts]
        keys = (("StringEquals", f"{_POINT}account", accounts), ("ArnLike", f"{_POINT}arn", own))
        return [_when(condition(test, key, *values)) for test, key, values in keys if values]

    def services(self, names: Names) -> list[Statement]:
        """Statements that match every request of a service in the name of someone who is trusted."""
        conditions: list[Condition] = []
        accounts = [words(account, names, wildcards=False) for account in self.accounts]
        if accounts:
            conditions.append(condition("StringEquals", "aws:SourceAccount", *accounts))
            conditions.append(condition("StringEquals", "aws:SourceOwner", *accounts))
            owned = [words(_owned(account, names), names) for account in self.accounts]
            conditions.append(condition("ArnLike", "aws:SourceArn", *owned))
        if self.organization:
            conditions.append(plain_condition("StringEquals", "aws:SourceOrgID", self.organization))
        conditions += [condition("ArnLike", "aws:SourceArn", words(source, names)) for source in self.sources]
        service = plain_condition("Bool", "aws:PrincipalIsAWSService", "true")
        return [statement(service, each, principals=ANYONE) for each in conditions]


def _owned(account: Words, names: Names) -> Words:
    """Every ARN of an account."""
    parts = names.parts(Known(account) if isinstance(account, str) else account)
    whole: list[str | Symbol | Unknown] = ["arn:*:*:*:", *parts, ":*"]
    return Template(tuple(whole))


def _when(*conditions: Condition) -> Statement:
    return statement(*conditions, principals=ANYONE)


def nothing_to_outsiders(
    policy: Policy, trusted: Trusted, names: Names = _NO_NAMES, *, services: bool = False
) -> Outcome:
    """Nobody but the trusted is allowed anything. AWS services are judged too with `services`: they may act in the name
    of someone who is trusted; without it they are left to `services_name_their_source`."""
    harmless = [*trusted.people(names), *_points(policy, trusted, names)]
    harmless += trusted.services(names) if services else [_when(plain_condition("Bool", _IS_SERVICE, "true"))]
    outcome = refused(policy, statement(principals=ANYONE), harmless)
    if isinstance(outcome, Counterexample) and outcome.request.principal.type == "CanonicalUser":
        return uncertain(
            outcome, f"the canonical user `{outcome.request.principal.id}` is none of the stack's accounts"
        )
    return outcome


def _points(policy: Policy, trusted: Trusted, names: Names) -> list[Statement]:
    """What comes through own access points, where the policy speaks of access points."""
    asked = (each.key.lower() for rule in policy.statements for each in rule.conditions)
    return trusted.points(names) if any(key.startswith(_POINT) for key in asked) else []


_IS_SERVICE = "aws:PrincipalIsAWSService"


def services_name_their_source(
    policy: Policy,
    trusted: Trusted,
    names: Names = _NO_NAMES,
    *,
    services: Iterable[str] = (),
    actions: Iterable[str] = ("*",),
    except_services: Iterable[str] = (),
    context: Sequence[tuple[str, Words]] = (),
) -> Outcome:
    """No AWS service is allowed anything but in the name of someone who is trusted (`aws:SourceAccount`,
    `aws:SourceArn`, `aws:SourceOrgID`), or with one of the context values of `context`.

    `services` narrows the question to these principals, `except_services` leaves some out.
    """
    harmless = [*trusted.services(names), *_points(policy, trusted, names)]
    harmless += [_when(condition("StringLike", key, words(value, names))) for key, value in context]
    left_out = [words(service, names, wildcards=False) for service in except_services]
    harmless += [statement(principals=principals("Service", left_out))] if left_out else []
    chosen = [words(service, names, wildcards=False) for service in services]
    who = principals("Service", chosen) if chosen else ANYONE
    intent = statement(plain_condition("Bool", _IS_SERVICE, "true"), principals=who, actions=actions)
    return refused(policy, intent, harmless)


def actions_refused(
    policies: Iterable[Policy],
    actions: Iterable[str],
    names: Names = _NO_NAMES,
    *,
    principal: Words | None = None,
    resources: Iterable[Words] = (),
    unless: Sequence[Condition] = (),
    delegation: bool = True,
) -> Outcome:
    """The policies together allow none of the actions, to the principal (or to anyone), on the resources (or on any).

    Requests for which one of the conditions of `unless` holds do not count. Without `delegation` an Allow to a whole
    account does not count either: in a key policy it leaves the decision to IAM.
    """
    found = list(policies)
    merged = together(found) if len(found) != 1 else found[0]
    if not delegation:
        kept = tuple(each for each in map(_by_name, merged.statements) if each is not None)
        merged = Policy(merged.kind, kept, merged.invalid, merged.version)
    who = principals("AWS", [words(principal, names, wildcards=False)]) if principal is not None else None
    intent = statement(principals=who, actions=actions, resources=[words(each, names) for each in resources])
    return refused(merged, intent, [_when(each) for each in unless])


def _by_name(each: Statement) -> Statement | None:
    """The statement without the whole accounts that it allows something; None where it names nobody else."""
    who = each.principals
    if each.effect == "Deny" or who is None or who.negated:
        return each
    named = tuple(entry for entry in who.entries if not entry.is_account)
    return replace(each, principals=replace(who, entries=named)) if named else None


def delegates(allow: Statement) -> bool:
    """Whether all principals of an Allow are whole accounts: in a key policy that leaves the decision to IAM."""
    who = allow.principals
    if who is None or who.negated:
        return False
    return all(entry.is_account for entry in who.entries)


def mfa_required(policies: Iterable[Policy], actions: Iterable[str], names: Names = _NO_NAMES) -> Outcome:
    """The policies of an identity together allow none of the actions without MFA.

    A request with long-term keys has no `aws:MultiFactorAuthPresent` at all, and one without MFA no age of it.
    """
    with_mfa = plain_condition("Bool", "aws:MultiFactorAuthPresent", "true")
    return refused(together(policies), statement(actions=actions), [_when(with_mfa), _when(_MFA_AGE)])


def pass_role_confined(policies: Iterable[Policy]) -> Outcome:
    """`iam:PassRole` is allowed to named services only."""
    strange = plain_condition("StringEquals", "iam:PassedToService", _STRANGE_SERVICE)
    return refused(together(policies), statement(strange, actions=("iam:PassRole",)))


POLICY_WRITING = (
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:AttachGroupPolicy",
    "iam:CreatePolicyVersion",
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
    "iam:PutGroupPolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
)
"""Actions with which an identity can give itself or another more rights."""


def policy_writing_bounded(policies: Iterable[Policy], actions: Iterable[str] = POLICY_WRITING) -> Outcome:
    """Actions that write policies are allowed only where an `iam:PermissionsBoundary` is named."""
    unbounded = plain_condition("Null", "iam:PermissionsBoundary", "true")
    return refused(together(policies), statement(unbounded, actions=actions))


def other_accounts_conditioned(policy: Policy, trusted: Trusted, names: Names = _NO_NAMES) -> Outcome:
    """A trust policy lets principals of other accounts in only with an external id, with MFA, or from the organization.

    An external id that the caller makes up is none.
    `trusted.accounts` are the stack's own here. Services and identity providers are not asked about.
    """
    harmless = trusted.people(names)
    harmless.append(_when(plain_condition("Bool", "aws:MultiFactorAuthPresent", "true")))
    harmless.append(_when(_MFA_AGE))
    harmless.append(_when(plain_condition("Bool", _IS_SERVICE, "true")))
    agreed = _when(plain_condition("Null", "sts:ExternalId", "false"))
    without = _strangers_let_in(policy, statement(principals=ANYONE, actions=("sts:AssumeRole",)), [*harmless, agreed])
    if not isinstance(without, Proved):
        return without
    made_up = plain_condition("StringEquals", "sts:ExternalId", "made-up-by-the-caller")
    return _strangers_let_in(policy, statement(made_up, principals=ANYONE, actions=("sts:AssumeRole",)), harmless)


def _strangers_let_in(policy: Policy, intent: Statement, harmless: Sequence[Statement]) -> Outcome:
    avoid = (*policy.denies, *harmless)
    cases = [Case((allow, intent), avoid) for allow in policy.allows]
    return ask(cases, (policy,), Case((intent,), tuple(harmless)))
