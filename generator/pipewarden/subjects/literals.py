"""Whether a secret stands in the code, or is given or made elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from pipewarden.stack.values import Encoded, Known, Symbol, Template, Unknown, Value

_GIVEN_AT_DEPLOYMENT = re.compile(r"`var\.[\w-]+` has no value")
_ASSIGNED_BY_AWS = re.compile(
    r"`[^`]*(?:data\.aws_(?:caller_identity|partition|region)\.[^`]+|\baws_[^`]+\.(?:arn|id|key_id))`"
    r" is known only after apply"
)


class Writing(Enum):
    """Where a text is written."""

    LITERAL = auto()
    ELSEWHERE = auto()
    UNDECIDED = auto()


def writing(value: Value) -> Writing:
    """Whether the text of `value` stands in the configuration or its files of variables.

    A variable that has no value there is given at deployment, and an attribute of a resource is made by AWS or by a
    provider: both are elsewhere. The values of a plan do not say where they were written.
    """
    match value:
        case Known(origin=None):
            return Writing.UNDECIDED
        case Known():
            return Writing.LITERAL if _has_place(value) else Writing.ELSEWHERE
        case Symbol():
            return Writing.ELSEWHERE
        case Template():
            holes = {writing(part) for part in value.parts if not isinstance(part, str)}
            return Writing.ELSEWHERE if Writing.ELSEWHERE in holes else Writing.UNDECIDED
        case Unknown():
            return Writing.ELSEWHERE if given_at_deployment(value) else Writing.UNDECIDED
        case Encoded():
            return writing(value.text)
        case _:
            return Writing.UNDECIDED


def given_at_deployment(value: Unknown) -> bool:
    """Whether the value is not known because a variable of the root module has none."""
    return _GIVEN_AT_DEPLOYMENT.search(value.why) is not None


def assigned_by_aws(value: Unknown) -> bool:
    """Whether the value is not known because the account, the region, or an id or ARN of a resource is not."""
    return _ASSIGNED_BY_AWS.fullmatch(value.why) is not None


def undecided_because(value: Value) -> str:
    """Why `writing` is undecided."""
    if isinstance(value, Known):
        return "a plan does not say where a value was written"
    unknown = value if isinstance(value, Unknown) else next(_unknown_parts(value), None)
    return unknown.why if unknown is not None else "it is computed"


def _unknown_parts(value: Value) -> Iterator[Unknown]:
    return (part for part in value.parts if isinstance(part, Unknown)) if isinstance(value, Template) else iter(())


def _has_place(value: Known) -> bool:
    """Whether the text was read from a file: the chain of one from a flag or the environment ends without a place."""
    *_, first = value.origin.chain() if value.origin is not None else (None,)
    return first is not None and first.location is not None
