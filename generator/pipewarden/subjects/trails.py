"""The trails of a stack."""

from __future__ import annotations

from pipewarden.stack.model import Resource, Stack
from pipewarden.subjects.argument import argument


def recording_trails(stack: Stack) -> tuple[Resource, ...]:
    """The trails that log or may log; all of them where every one is stopped, which is another control's finding."""
    everything = tuple(stack.of_type("aws_cloudtrail"))
    live = tuple(trail for trail in everything if argument(trail, "enable_logging", True).in_force is True)
    return live or everything
