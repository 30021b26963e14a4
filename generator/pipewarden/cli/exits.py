"""The exit codes, and which wins where several hold."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The meaning of the exit codes; 2 beats 1 beats 3."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2
    NOTHING = 3


def strongest(*exits: Exit) -> Exit:
    """The exit code where several hold."""
    order = (Exit.ERROR, Exit.FINDINGS, Exit.NOTHING, Exit.CLEAN)
    return min(exits, key=order.index, default=Exit.CLEAN)
