"""What the schemas do not say about a type: the table in `rules.toml`, one frozen value per type."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one type. Keys are argument paths: `name`, or `stage.action.run_order` inside blocks."""

    force_new: tuple[str, ...] = ()
    default: Mapping[str, Any] = field(default_factory=dict)
    computed: Mapping[str, Any] = field(default_factory=dict)
    one_of: Mapping[str, list[Any]] = field(default_factory=dict)
    range: Mapping[str, list[int]] = field(default_factory=dict)
    length: Mapping[str, list[int]] = field(default_factory=dict)
    pattern: Mapping[str, str] = field(default_factory=dict)
    json: tuple[str, ...] = ()
    arn: tuple[str, ...] = ()
    conflicts: tuple[list[str], ...] = ()
    exactly_one: tuple[list[str], ...] = ()
    required_with: Mapping[str, str] = field(default_factory=dict)

    def paths(self) -> set[str]:
        """Every argument that some rule names."""
        mapped = (self.default, self.computed, self.one_of, self.range, self.length, self.pattern)
        grouped = (*self.conflicts, *self.exactly_one)
        return {
            *self.force_new,
            *self.json,
            *self.arn,
            *(path for table in mapped for path in table),
            *(path for group in grouped for path in group),
            *self.required_with,
            *self.required_with.values(),
        }


@cache
def load() -> tuple[Mapping[str, Rules], Mapping[str, Rules]]:
    """The rules of resources, and those of data sources."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    data = table.pop("data")
    return (
        {name: _rules(raw) for name, raw in table.items()},
        {name: _rules(raw) for name, raw in data.items()},
    )


def for_resource(type_name: str) -> Rules:
    return load()[0].get(type_name, Rules())


def for_data_source(type_name: str) -> Rules:
    return load()[1].get(type_name, Rules())


def _rules(raw: Mapping[str, Any]) -> Rules:
    sequences = {"force_new", "json", "arn", "conflicts", "exactly_one"}
    given: dict[str, Any] = {name: tuple(value) if name in sequences else value for name, value in raw.items()}
    return Rules(**given)
