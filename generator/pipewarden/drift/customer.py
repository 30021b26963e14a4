"""Compares what the customer decides and trusts: `pipewarden.toml` as rendered, and as it lies in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from pipewarden import config
from pipewarden.config import Config
from pipewarden.drift.differences import DriftClass
from pipewarden.drift.effect import Effect
from pipewarden.errors import PipewardenError

_MORE_IS_STRICTER = frozenset({"enable", "require.endpoint_services"})
_LESS_IS_STRICTER = frozenset({"require.privileged_builds", "accept"})
_GREATER_IS_STRICTER = frozenset({"require.retention_days", "thresholds.kms_deletion_window_days", "require.min_tls"})
_SMALLER_IS_STRICTER = frozenset({"thresholds.kms_rotation_period_days"})
_TRUE_IS_STRICTER = frozenset({"require.fips", "require.macie"})


def decisions(old: bytes | None, new: bytes | None, file: str) -> Iterator[Effect]:
    """What became of each decision; one that asks for less or trusts more weakens. `file` is its name as shown."""
    try:
        before, after = _read(old, file), _read(new, file)
    except PipewardenError as error:
        yield Effect(
            DriftClass.WEAKENS, config.FILE_NAME, message=f"it cannot be read: {error.message}", places=_at(file)
        )
        return
    olds, news = _flat(before), _flat(after)
    for name in sorted(olds):
        if olds[name] != news[name]:
            kind = DriftClass.CHANGES if _stricter(name, olds[name], news[name]) else DriftClass.WEAKENS
            yield Effect(kind, config.FILE_NAME, name, olds[name], news[name], places=_at(file))


def _at(file: str) -> frozenset[tuple[str, int]]:
    return frozenset({(file, 1)})


def _read(data: bytes | None, file: str) -> Config:
    if data is None:
        return Config()
    try:
        return config.parse(data.decode(), file)
    except UnicodeDecodeError:
        raise PipewardenError("this is not UTF-8", file=file) from None


def _flat(found: Config) -> dict[str, Any]:
    """Every decision by its name in the file, as plain data."""
    tables = {"require": found.require, "declare": found.declare, "thresholds": found.thresholds}
    flat: dict[str, Any] = {"enable": sorted(found.enable)}
    for table, struct in tables.items():
        for key, value in msgspec.to_builtins(struct).items():
            flat[f"{table}.{key}"] = sorted(value) if isinstance(value, list | tuple) else value
    flat["accept"] = [msgspec.to_builtins(accept) for accept in found.accept]
    return flat


def _stricter(name: str, old: Any, new: Any) -> bool:
    """Whether the decision asks for more, or trusts less, than before."""
    if name in _MORE_IS_STRICTER:
        return all(item in new for item in old)
    if name in _LESS_IS_STRICTER or name.startswith("declare."):
        return _fewer(old, new)
    if name in _GREATER_IS_STRICTER:
        return bool(new > old)
    if name in _SMALLER_IS_STRICTER:
        return bool(new < old)
    return name in _TRUE_IS_STRICTER and bool(new)


def _fewer(old: Any, new: Any) -> bool:
    if isinstance(new, list):
        return all(item in old for item in new)
    return not new
