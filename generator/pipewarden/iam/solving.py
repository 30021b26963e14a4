"""Finds a short string that some patterns match and others do not, or shows that there is none.

A search over the automaton's states visits each class of strings once; only the classes that a question can reach are
ever made.
"""

from __future__ import annotations

import heapq

from pipewarden.iam.automaton import NOTHING, Group, Machine, constant, everything, in_group
from pipewarden.iam.containment import left_out

STATE_LIMIT = 20_000
"""How many states one question may visit before it counts as undecided."""


class SearchBoundError(Exception):
    """The search met its bound before it had an answer."""


def solve(
    positive: tuple[Group, ...], negative: tuple[Group, ...], same: Group = NOTHING, limit: int = STATE_LIMIT
) -> str | None:
    """A short string that some pattern of each positive group matches and no pattern of a negative one; or None.

    Patterns of `same` are no reason for a positive group to match: they are known not to, whatever their holes hide.
    Raises SearchBoundError when the search meets its bound.
    """
    banned = frozenset().union(*negative) if negative else NOTHING
    groups = tuple(left_out(group, same) - banned for group in positive)
    if any(not group for group in groups) or everything(banned):
        return None
    listed = [texts for texts in map(_constants, groups) if texts is not None]
    if listed:
        return next((text for text in min(listed, key=len) if _fits(text, groups, banned)), None)
    return _search(groups, banned, limit)


def _constants(group: Group) -> list[str] | None:
    """The strings that the group matches, None where there is a pattern of more than one."""
    texts = [constant(pattern) for pattern in group]
    return None if None in texts else sorted(text for text in texts if text is not None)


def _fits(text: str, groups: tuple[Group, ...], banned: Group) -> bool:
    return all(in_group(group, text) for group in groups) and not in_group(banned, text)


def _search(groups: tuple[Group, ...], banned: Group, limit: int) -> str | None:
    """Visits states, those first that seem nearest to a string; a state is a class of prefixes."""
    machine = Machine((*groups, banned))
    count = len(groups)
    moves = machine.moves()
    refuse, hopeless = machine.accept[count], machine.forever[count]
    never = len(machine.distance)
    seen = {machine.start}
    heap: list[tuple[int, int, str, int]] = [(0, 0, "", machine.start)]
    while heap:
        _, _, text, state = heapq.heappop(heap)
        if not state & refuse and all(state & machine.accept[index] for index in range(count)):
            return text
        alive = [state & mask for mask in machine.alive[:count]]
        for letter, steps, loops, moving in moves:
            if not all(map(moving.__and__, alive)):
                continue
            following = ((state & steps) << 1) | (state & loops)
            if following in seen or following & hopeless:
                continue
            needs = [machine.remaining(following, index) for index in range(count)]
            if never in needs:
                continue
            seen.add(following)
            if len(seen) > limit:
                raise SearchBoundError(f"more than {limit} classes of strings")
            heapq.heappush(heap, (len(text) + 1 + sum(needs), len(seen), text + letter, following))
    return None
