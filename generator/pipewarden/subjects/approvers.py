"""Who may decide in pipelines as a person: users, groups, permission sets, and the roles that people take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Proved
from pipewarden.iam.questions import actions_refused
from pipewarden.iam.questions.intents import plain_condition
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identities import Identity, identities
from pipewarden.subjects.identity import names
from pipewarden.subjects.policies import policy_of

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

_OF_PEOPLE = (
    "aws_iam_group",
    "aws_iam_group_policy",
    "aws_iam_policy",
    "aws_iam_user",
    "aws_iam_user_policy",
    "aws_ssoadmin_permission_set",
    "aws_ssoadmin_permission_set_inline_policy",
)
_MFA = plain_condition("Bool", "aws:MultiFactorAuthPresent", "true")
_SERVICE = plain_condition("Bool", "aws:PrincipalIsAWSService", "true")


class Approver(Struct, frozen=True):
    """An identity of people. Its sessions carry MFA whatever its policies say where `assured` says why."""

    identity: Identity
    assured: str | None


def approvers(subjects: Subjects) -> Iterator[Approver]:
    """The identities of people; a policy that nobody of the stack holds is there for people to be given."""
    federation = "the identity provider asks for MFA" if subjects.config.declare.federation_mfa else None
    for identity in identities(subjects.stack):
        kind = identity.resource.type
        if kind == "aws_iam_role":
            yield from _role(subjects, identity, federation)
        elif kind in _OF_PEOPLE:
            yield Approver(identity, federation if kind.startswith("aws_ssoadmin_") else None)


def _role(subjects: Subjects, identity: Identity, federation: str | None) -> Iterator[Approver]:
    """A role that is declared, or that account principals may take; its trust policy may ask for MFA already."""
    trust = configured(identity.resource.values, "assume_role_policy")
    policy = policy_of(trust, "trust", subjects.names) if trust is not None else Policy("trust", ())
    kinds = {entry.type for allow in policy.allows if allow.principals for entry in allow.principals.entries}
    people = bool(kinds & {"AWS", "*"})
    if not people and not _declared(subjects, identity.resource):
        return
    if people:
        outcome = actions_refused([policy], ("sts:AssumeRole",), subjects.names, unless=(_MFA, _SERVICE))
        yield Approver(identity, "its trust policy asks for MFA" if isinstance(outcome, Proved) else None)
    else:
        yield Approver(identity, federation if "Federated" in kinds else None)


def _declared(subjects: Subjects, role: Resource) -> bool:
    return any(names(Known(approver), role) for approver in subjects.config.declare.approvers)
