"""What an effect is, in words: a value that changed is shown by the parts that differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipewarden.drift.effect import Effect

COMES_AND_GOES = {"is new": "are new", "is gone": "are gone"}
_MOST_PARTS, _MOST_LETTERS = 5, 200


def in_clauses(effect: Effect) -> Iterator[str]:
    """What an effect is, in clauses."""
    if effect.message and effect.message not in COMES_AND_GOES:
        yield effect.message
    yield from changed(effect)


def changed(effect: Effect) -> Iterator[str]:
    """What was which value, and is now; nothing where a control says it all."""
    where = ".".join(part for part in (effect.address, effect.attribute) if part)
    if effect.message in COMES_AND_GOES:
        yield f"{where} {effect.message}"
    elif where and not (effect.control and effect.attribute is None):
        parts = list(_parts(where, effect.old, effect.new))
        yield from (f"{path}: {_literal(old)} → {_literal(new)}" for path, old, new in parts[:_MOST_PARTS])
        if len(parts) > _MOST_PARTS:
            yield f"… {len(parts) - _MOST_PARTS} more parts of `{where}` differ"


def _parts(path: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    """The parts that differ; statements of policies are compared by their Sid where they have one."""
    if isinstance(old, dict) and isinstance(new, dict) and not _is_mark(old) and not _is_mark(new):
        for key in sorted({*old, *new}):
            yield from _parts(f"{path}.{key}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and (pairs := _pairs(old, new)) is not None:
        for key, before, after in pairs:
            yield from _parts(f"{path}[{key}]", before, after)
    elif old != new or type(old) is not type(new):
        yield path, old, new


def _pairs(old: list[Any], new: list[Any]) -> list[tuple[str, Any, Any]] | None:
    olds, news = _by_sid(old), _by_sid(new)
    if olds is not None and news is not None:
        return [(sid, olds.get(sid), news.get(sid)) for sid in dict.fromkeys([*olds, *news])]
    rows = enumerate(zip(old, new, strict=True)) if len(old) == len(new) and isinstance((old or [0])[0], dict) else None
    return None if rows is None else [(str(index), before, after) for index, (before, after) in rows]


def _by_sid(items: list[Any]) -> dict[str, Any] | None:
    sids = [item.get("Sid") if isinstance(item, dict) else None for item in items]
    named = all(isinstance(sid, str) for sid in sids) and len(set(sids)) == len(items)
    return {str(sid): item for sid, item in zip(sids, items, strict=True)} if named else None


def _is_mark(value: dict[str, Any]) -> bool:
    return any(key.startswith("$") for key in value)


def _literal(value: Any) -> str:
    if isinstance(value, dict) and value.keys() == {"$unknown"}:
        return f"(not known: {value['$unknown']})"
    text = "(not set)" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"
