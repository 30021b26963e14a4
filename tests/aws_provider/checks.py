"""The provider's own checks of a configuration, by the table in `rules.toml`, in the words of its messages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from aws_provider import blocks
from aws_provider.rules import Rules
from aws_provider.values import Object, Value, is_unknown

_ARN = re.compile(r"arn:[^:]*:[^:]*:[^:]*:[^:]*:.+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error of the provider about one top-level argument, or about none where `argument` is empty."""

    argument: str
    summary: str
    detail: str = ""


def check(rules: Rules, config: Object) -> list[Complaint]:
    return [*_values(rules, config), *_combinations(rules, config), *_stores(config)]


def _values(rules: Rules, config: Object) -> Iterator[Complaint]:
    for path, allowed in rules.one_of.items():
        for value in _given(config, path):
            if value not in allowed:
                expected = ", ".join(str(item) for item in allowed)
                yield _about(path, f"expected {path} to be one of [{expected}], got {value}")
    for path, (low, high) in rules.range.items():
        for value in _given(config, path):
            if not low <= float(value) <= high:
                yield _about(path, f"expected {path} to be in the range ({low} - {high}), got {value}")
    for path, (low, high) in rules.length.items():
        for value in _given(config, path):
            if not low <= len(value) <= high:
                yield _about(path, f"expected length of {path} to be in the range ({low} - {high}), got {value}")
    for path, pattern in rules.pattern.items():
        for value in _given(config, path):
            if not re.fullmatch(pattern, value):
                yield _about(path, f"invalid value for {path}: {value!r} does not match {pattern}")
    for path in rules.json:
        for value in _given(config, path):
            yield from _json(path, value)
    for path in rules.arn:
        for value in _given(config, path):
            if value and not _ARN.fullmatch(value):
                yield _about(path, f'"{path}" ({value}) is an invalid ARN: arn: invalid prefix')


def _json(path: str, text: str) -> Iterator[Complaint]:
    if not text:
        return
    if not text.startswith("{"):
        yield _about(path, f'"{path}" contains an invalid JSON policy: not a JSON object')
        return
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        yield _about(path, f'"{path}" contains an invalid JSON policy: {error}')


def _combinations(rules: Rules, config: Object) -> Iterator[Complaint]:
    for group in rules.conflicts:
        # what is not known conflicts with nothing: a module's variable is unknown while it is validated
        given = [name for name in group if _is_given(config.get(name)) and not is_unknown(config.get(name))]
        if len(given) > 1:
            yield Complaint(given[0], "Conflicting configuration arguments", f'"{given[0]}": conflicts with {given[1]}')
    for group in rules.exactly_one:
        if any(is_unknown(config.get(name)) for name in group):
            continue
        given = [name for name in group if _is_given(config.get(name))]
        if len(given) != 1:
            names = ",".join(group)
            yield Complaint("", "Invalid combination of arguments", f"one of `{names}` must be specified, got {given}")
    for name, companion in rules.required_with.items():
        if _is_given(config.get(name)) and not _is_given(config.get(companion)):
            yield Complaint(
                name, "Missing required argument", f'"{name}": all of `{companion},{name}` must be specified'
            )


def _stores(config: Object) -> Iterator[Complaint]:
    """A pipeline's single store names no region and several name one each: the provider refuses others at apply."""
    stores = config.get("artifact_store")
    if not isinstance(stores, list) or any(is_unknown(store) for store in stores):
        return
    regions = [store["region"] for store in stores]
    if len(regions) == 1 and regions[0] and not is_unknown(regions[0]):
        yield Complaint("artifact_store", "region cannot be set for a single-region CodePipeline")
    if len(regions) > 1 and not all(regions):
        yield Complaint("artifact_store", "region must be set for a cross-region CodePipeline")
    if len(regions) > len({str(region) for region in regions}):
        yield Complaint("artifact_store", "only one Artifact Store can be defined per region")


def _about(path: str, summary: str) -> Complaint:
    return Complaint(path.partition(".")[0], summary)


def _given(config: Object, path: str) -> Iterator[Value]:
    """The known values at a path; a collection's items one by one."""
    for value in blocks.at(config, path):
        items = value if isinstance(value, list) else [value]
        yield from (item for item in items if item is not None and not is_unknown(item))


def _is_given(value: Value) -> bool:
    return value is not None and value != []
