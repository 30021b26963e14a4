"""Log groups of the stack, as an ARN names them."""

from __future__ import annotations

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Symbol, Template, Unknown, Value
from pipewarden.subjects.identity import own_name
from pipewarden.subjects.references import shown, spelling

_BEFORE_NAME = ":log-group:"


def log_group_of(stack: Stack, arn: Value) -> Resource | Unknown:
    """The log group that an ARN names (with or without `:*` at its end), or why it cannot be seen."""
    referred = _referred(arn)
    group = stack.get(referred.address) if referred is not None else None
    if group is not None and group.type == "aws_cloudwatch_log_group":
        return group
    text = spelling(arn)
    if text is None:
        return Unknown(arn.why if isinstance(arn, Unknown) else f"{shown(arn)} is not known", arn.origin)
    name = text.partition(_BEFORE_NAME)[2].removesuffix(":*")
    for group in stack.of_type("aws_cloudwatch_log_group"):
        if name and name == spelling(own_name(group)):
            return group
    return Unknown(f"the log group {shown(arn)} is not in the stack", arn.origin)


def _referred(arn: Value) -> Symbol | None:
    """The reference to an ARN that is not known yet, as in a plan; `:*` may follow."""
    if isinstance(arn, Template) and arn.parts[1:] == (":*",):
        arn = arn.parts[0] if isinstance(arn.parts[0], Symbol) else arn
    return arn if isinstance(arn, Symbol) and arn.path == ("arn",) else None
