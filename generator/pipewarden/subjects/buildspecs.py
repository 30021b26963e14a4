"""Build specifications: the variables that they set and the commands that they run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_KEPT_ELSEWHERE = ("parameter-store", "secrets-manager", "exported-variables")


def plain_variables(text: str) -> Iterator[tuple[str, str]]:
    """Name and value of each variable that an inline specification sets in plain text."""
    match _parsed(text):
        case {"env": {"variables": dict() as variables}}:
            yield from ((str(name), str(value)) for name, value in variables.items())
        case _:
            return


def commands(text: str) -> Iterator[str]:
    """Every text of an inline specification, but for its names of parameters and secrets; of a script, the script."""
    parsed = _parsed(text)
    if not isinstance(parsed, dict):
        yield text
        return
    environment = parsed.get("env")
    if isinstance(environment, dict):
        kept = {name: part for name, part in environment.items() if name not in (*_KEPT_ELSEWHERE, "variables")}
        parsed = {**parsed, "env": kept}
    yield from _texts(parsed)


def _texts(part: Any) -> Iterator[str]:
    match part:
        case dict():
            for value in part.values():
                yield from _texts(value)
        case list():
            for value in part:
                yield from _texts(value)
        case str():
            yield part
        case _:
            return


def _parsed(text: str) -> Any:
    if "\n" not in text and not text.lstrip().startswith("{"):
        return None
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):
        return None
