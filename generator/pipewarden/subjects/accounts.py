"""The account of a stack, and who is trusted besides it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipewarden.iam.questions import Trusted
from pipewarden.stack.identity import Identity
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Symbol, Unknown, Value
from pipewarden.stack.variables import Deployment
from pipewarden.subjects.written_account import written_account

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects


def account_of(stack: Stack) -> str | None:
    """The id of the stack's account: what the deployment says, else what the providers do, where they agree, else
    what the key policies write out."""
    if stack.account:
        return stack.account
    aws = [each for each in stack.providers if each.name == "aws" and not each.module]
    default = [each for each in aws if each.alias is None]
    accounts = {Identity(each, None, Deployment()).account for each in default or aws}
    only = next(iter(accounts)) if len(accounts) == 1 else None
    return str(only.value) if isinstance(only, Known) else written_account(stack)


def trusted_by(subjects: Subjects, resource: Resource) -> Trusted:
    """Who is no outsider to a resource: its own account, the accounts and the organization that are declared, and the
    roles that the stack makes in accounts of other providers."""
    declare = subjects.config.declare
    accounts: tuple[Value | str, ...] = (Symbol(resource.address, ("account",)), *declare.accounts)
    return Trusted(accounts, declare.organization, roles=tuple(_roles_elsewhere(subjects, resource)))


def _roles_elsewhere(subjects: Subjects, resource: Resource) -> Iterator[Value]:
    """The ARNs of the stack's roles in other accounts: it is the stack that says who may take them."""
    own = subjects.names.parts(Symbol(resource.address, ("account",)))
    for role in subjects.stack.of_type("aws_iam_role"):
        same = role.provider is resource.provider
        if not same and subjects.names.parts(Symbol(role.address, ("account",))) != own:
            yield Symbol(role.address, ("arn",))


def is_own_account(subjects: Subjects, principal: Value | None) -> bool | None:
    """Whether a principal (an ARN) belongs to the stack's account or a declared one; None where that is not known."""
    if principal is None or isinstance(principal, Unknown):
        return None
    parts = subjects.names.parts(principal)
    text = "".join(part if isinstance(part, str) else "\0" for part in parts)
    fields = text.split(":")
    if len(fields) < 6:
        return None
    account = fields[4]
    if account in subjects.config.declare.accounts:
        return True
    if "\0" in account:
        holes = [part for part in parts if not isinstance(part, str)]
        part = holes[":".join(fields[:4]).count("\0")]
        return True if isinstance(part, Symbol) and part.path == ("account",) else None
    return account == subjects.names.account if subjects.names.account else None
