"""Which AWS managed policy a value names: by ARN, or by a lookup in the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipewarden.stack.values import Known, Symbol, Unknown, Value
from pipewarden.subjects.argument import configured

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

_PARTITION = {"partition": "aws"}


def managed_arn(subjects: Subjects, value: Value) -> str | Unknown | None:
    """The ARN of an AWS managed policy; None where the value names a policy of the stack or of an account."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Symbol):
        looked_up = subjects.stack.get(value.address)
        if looked_up is None or looked_up.mode != "data":
            return None
        by = configured(looked_up.values, "arn") or configured(looked_up.values, "name")
        if isinstance(by, Known):
            text = str(by.value)
            return text if text.startswith("arn:") else f"arn:aws:iam::aws:policy/{text}"
        return Unknown(f"`{value.address}` is looked up in the account", value.origin)
    parts = subjects.names.parts(value)
    text = ""
    for part in parts:
        if isinstance(part, Unknown):
            return Unknown(part.why, value.origin)
        text += part if isinstance(part, str) else _PARTITION.get(str(part.path[-1]), "?")
    return text if ":iam::aws:policy/" in text else None
