"""Joins verdicts that say one thing many times: unknown for one reason, or wrong in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pipewarden.verdict import Outcome, Verdict

_MANY = 3


def by_reason(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """The verdicts, where unknowns of one message are the first of them, which says how many there are."""
    unknowns: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.outcome is Outcome.UNKNOWN and verdict.counterexample is None:
            unknowns.setdefault(verdict.message, []).append(verdict)
        else:
            yield verdict
    for message, alike in unknowns.items():
        more = len(alike) - 1
        yield replace(alike[0], message=f"{message} (and {more} more for the same reason)") if more else alike[0]


def in_one_place(what: str, found: Iterable[tuple[Verdict, str]]) -> Iterator[Verdict]:
    """The failures, each with what it says after `what`, where those of one subject and place are one."""
    places: dict[object, list[tuple[Verdict, str]]] = {}
    for verdict, text in found:
        places.setdefault((verdict.subject, verdict.location), []).append((verdict, text))
    for together in places.values():
        texts = list(dict.fromkeys(text for _, text in together))
        more = f"; and {len(texts) - _MANY} more" if len(texts) > _MANY else ""
        yield replace(together[0][0], message=f"{what}: {'; '.join(texts[:_MANY])}{more}")
