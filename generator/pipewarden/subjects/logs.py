"""Log groups of the stack, as an ARN names them."""

from __future__ import annotations

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Unknown, Value
from pipewarden.subjects.identity import own_name
from pipewarden.subjects.references import shown, spelling

_BEFORE_NAME = ":log-group:"


def log_group_of(stack: Stack, arn: Value) -> Resource | Unknown:
    """The log group that an ARN names (with or without `:*` at its end), or why it cannot be seen."""
    text = spelling(arn)
    if text is None:
        return Unknown(arn.why if isinstance(arn, Unknown) else f"{shown(arn)} is not known", arn.origin)
    name = text.partition(_BEFORE_NAME)[2].removesuffix(":*")
    for group in stack.of_type("aws_cloudwatch_log_group"):
        if name and name == spelling(own_name(group)):
            return group
    return Unknown(f"the log group {shown(arn)} is not in the stack", arn.origin)
