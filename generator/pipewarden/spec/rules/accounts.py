"""Roles: of the own account, or of one that the spec names."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions


def action_roles(spec: PipelineSpec) -> Iterator[Problem]:
    """Action roles of accounts that may not use the key."""
    known = {spec.account, *spec.encryption.accounts}
    for path, action in actions(spec):
        role = getattr(action, "role_arn", None)
        if role is not None and role.split(":")[4] not in known:
            account = role.split(":")[4]
            message = f"the account {account} may not use the artifacts; add it to `encryption.accounts`"
            yield Problem((*path, "role_arn"), message)
    if spec.account in spec.encryption.accounts:
        place = ("encryption", "accounts", spec.encryption.accounts.index(spec.account))
        yield Problem(place, "this is the stack's own account; remove it")
