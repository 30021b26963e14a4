"""Says in words what the action of a request is that AWS's documentation, as the table has it, does not list."""

from __future__ import annotations

from collections.abc import Iterable

from pipewarden.aws.actions import table
from pipewarden.iam.model import Statement
from pipewarden.iam.other_services import OF_OTHER_SERVICES
from pipewarden.iam.universe import LATER


def is_listed(action: str) -> bool:
    """Whether the table has the action."""
    return action.lower() in table().by_name


def as_written(action: str, statements: Iterable[Statement]) -> str:
    """The action as the table or a statement spells it."""
    if is_listed(action):
        return action
    return next((name for name in _written(statements) if name.lower() == action.lower()), action)


def note(action: str, statements: Iterable[Statement]) -> str | None:
    """What a reader must know of the action; None where AWS has it."""
    service = action.partition(":")[0]
    if is_listed(action) or action in OF_OTHER_SERVICES:
        return None
    if action.endswith(LATER):
        return f"no action that `{service}` has today is such a case; `{action}` stands for one that AWS may add"
    if service in table().services:
        return f"AWS documents no action `{action}`; should it exist, this is what happens"
    if action in _written(statements):
        return None
    return f"`{action}` stands for any action of `{service}`, whose actions are not looked up"


def _written(statements: Iterable[Statement]) -> list[str]:
    texts = (item.literal for statement in statements for item in statement.actions.items)
    return [text for text in texts if text is not None]
