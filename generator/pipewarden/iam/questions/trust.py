"""Questions about who may take a role."""

from __future__ import annotations

from pipewarden.iam.model import Policy, PrincipalEntry, Principals
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions.grants import Trusted
from pipewarden.iam.questions.intents import ANYONE, plain_condition, principals, refused, statement, words

_NO_NAMES = Names()
_IS_SERVICE = plain_condition("Bool", "aws:PrincipalIsAWSService", "true")


def only_service(policy: Policy, service: str, names: Names = _NO_NAMES) -> Outcome:
    """A trust policy lets nobody in but the AWS service of that name (`codepipeline.amazonaws.com`)."""
    alone = statement(principals=principals("Service", [words(service, names, wildcards=False)]))
    return refused(policy, statement(principals=ANYONE), [alone])


def strangers_refused(policy: Policy, trusted: Trusted, names: Names = _NO_NAMES) -> Outcome:
    """A trust policy lets nobody in whom it does not name: a principal that it writes out, or one that is trusted.

    Services and identity providers are not asked about.
    """
    entries = [
        entry
        for allow in policy.allows
        if allow.principals and not allow.principals.negated
        for entry in allow.principals.entries
        if entry.type != "*"
    ]
    harmless = [*trusted.people(names), statement(_IS_SERVICE, principals=ANYONE)]
    harmless += [statement(principals=Principals(tuple(entries), False))] if entries else []
    return refused(policy, statement(principals=ANYONE, actions=("sts:AssumeRole",)), harmless)


def subject_refused(policy: Policy, provider: PrincipalEntry, host: str, subject: str, audience: str) -> Outcome:
    """A trust policy lets a subject of an OpenID Connect provider not in; `host` is the provider's URL without
    `https://`, before which its claims stand."""
    claims = (
        plain_condition("StringEquals", f"{host}:sub", subject),
        plain_condition("StringEquals", f"{host}:aud", audience),
    )
    who = Principals((provider,), False)
    return refused(policy, statement(*claims, principals=who, actions=("sts:AssumeRoleWithWebIdentity",)))
