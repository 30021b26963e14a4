"""The drift report as text for a person."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipewarden.drift.differences import DriftClass
from pipewarden.drift.effect import Effect
from pipewarden.drift.judged import NOT_JUDGED
from pipewarden.drift.report import Shown, title
from pipewarden.drift.sorting import Drift
from pipewarden.drift.words import COMES_AND_GOES, changed
from pipewarden.report.words import counted, printable, request_in_words

_MOST_DIFF_LINES, _MOST_ITEMS, _MOST_NAMES = 40, 20, 5
_SYNTAX_ERROR = re.compile(r"`[^`]+` has a syntax error")
_SUMMARY = {
    DriftClass.WEAKENS: ("1 weakens it", "{} weaken it"),
    DriftClass.CHANGES: ("1 changes the configuration", "{} change the configuration"),
    DriftClass.COSMETIC: ("1 is cosmetic", "{} are cosmetic"),
    DriftClass.TEMPLATE: ("1 waits for `pipewarden update`", "{} wait for `pipewarden update`"),
    DriftClass.MISSING: ("1 is missing", "{} are missing"),
    DriftClass.EXTRA: ("1 is not from the templates", "{} are not from the templates"),
}


def as_text(drifts: tuple[Drift, ...], shown: Shown, recorded: bool) -> str:
    """The report; `recorded` is whether the tree has a manifest."""
    return "".join(f"{line}\n" for line in _lines(drifts, shown, recorded))


def _lines(drifts: tuple[Drift, ...], shown: Shown, recorded: bool) -> Iterator[str]:
    if not recorded:
        yield "this tree has no manifest: hand edits cannot be told from templates that moved on"
    for drift in drifts:
        yield f"{printable(shown(drift.path))}: {title(drift)}"
        items = list(_items(drift.effects))
        for item in items[:_MOST_ITEMS]:
            yield from (f"  {printable(line)}" for line in item)
        if len(items) > _MOST_ITEMS:
            yield f"  … {len(items) - _MOST_ITEMS} more effects; `--format json` has them all"
        yield from _short_diff(drift)
        yield ""
    yield _summary(drifts)


def _summary(drifts: tuple[Drift, ...]) -> str:
    if not drifts:
        return "no drift: the tree is what the spec renders"
    counts = Counter(drift.kind for drift in drifts)
    parts = (
        one if counts[kind] == 1 else many.format(counts[kind])
        for kind, (one, many) in _SUMMARY.items()
        if counts[kind]
    )
    differ = "differs" if len(drifts) == 1 else "differ"
    return f"{counted(len(drifts), 'file')} {differ} from what the spec renders: {', '.join(parts)}"


def _items(effects: Sequence[Effect]) -> Iterator[list[str]]:
    """The lines of each effect; those that come from one change are one item, and so are those that say the same."""
    dropped = sorted({effect.control for effect in effects if effect.message == NOT_JUDGED and effect.control})
    if dropped:
        yield [f"weakens: no longer judged by {counted(len(dropped), 'control')}: {_some(dropped)}"]
    rest = [effect for effect in effects if effect.message != NOT_JUDGED]
    for message, plural in COMES_AND_GOES.items():
        names = [str(effect.address) for effect in rest if effect.message == message]
        if len(names) > _MOST_NAMES:
            yield [f"{len(names)} {plural}: {_some(names)}"]
            rest = [effect for effect in rest if effect.message != message]
    for unread in sorted({found for effect in rest if (found := _unread(effect))}):
        hidden = [effect for effect in rest if _unread(effect) == unread]
        rest = [effect for effect in rest if _unread(effect) != unread]
        yield [f"weakens: {unread}, so that {counted(len(hidden), 'thing')} cannot be decided"]
    by_change: dict[tuple[str, ...], list[Effect]] = {}
    for effect in rest:
        change = tuple(changed(effect))
        by_change.setdefault(change or (effect.key,), []).append(effect)
    for own in by_change.values():
        yield [*_weakened(own), *changed(own[0])]


def _unread(effect: Effect) -> str | None:
    """The file whose syntax error is behind an effect."""
    found = _SYNTAX_ERROR.search(f"{effect.message} {effect.new}")
    return found[0] if found and effect.kind is DriftClass.WEAKENS else None


def _weakened(effects: Sequence[Effect]) -> Iterator[str]:
    """What a change weakens. That a policy lets a request through needs no line beside a control that shows it."""
    shown: list[object] = []
    for effect in sorted(effects, key=lambda effect: effect.control is None):
        request = effect.counterexample
        if effect.kind is not DriftClass.WEAKENS or (effect.control is None and request and request in shown):
            continue
        control = f" [{effect.control}]" if effect.control else ""
        yield f"weakens{control}{f': {effect.message}' if effect.message else ''}"
        if request is not None and request not in shown:
            shown.append(request)
            yield request_in_words(request)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return f"{', '.join(names[:_MOST_NAMES])}{f' and {more} more' if more > 0 else ''}"


def _short_diff(drift: Drift) -> Iterator[str]:
    """From the rendering to what is found, cut after some lines."""
    rendered, found = drift.difference.rendered, drift.difference.found
    if rendered is None or found is None:
        return
    old, new = (data.decode(errors="replace").splitlines() for data in (rendered, found))
    lines = list(difflib.unified_diff(old, new, "rendered", "found", lineterm="", n=1))
    yield from (f"  {printable(line)}" for line in lines[:_MOST_DIFF_LINES])
    if len(lines) > _MOST_DIFF_LINES:
        yield f"  … {len(lines) - _MOST_DIFF_LINES} more lines"
