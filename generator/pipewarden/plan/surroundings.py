"""Where a plan acts: its provider configurations, and the account, region and partition that it has read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from pipewarden.aws.regions import partition_of
from pipewarden.plan.references import references_of
from pipewarden.plan.values import value_of
from pipewarden.stack.identity import Identity
from pipewarden.stack.model import ProviderConfiguration
from pipewarden.stack.shape import mapping
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value
from pipewarden.stack.variables import Deployment

_LISTS = frozenset({"allowed_account_ids", "forbidden_account_ids"})
_ACCOUNT = re.compile(r"\d{12}")
# Which data source tells what, and the attributes that may hold it.
_TELLERS = {
    "account": ("aws_caller_identity", ("account_id",)),
    "region": ("aws_region", ("region", "name", "id")),
    "partition": ("aws_partition", ("partition",)),
}


def provider_configurations(plan: dict[str, Any]) -> Iterator[tuple[str, ProviderConfiguration]]:
    """The provider configurations by the key that resources name them with."""
    found = plan.get("configuration", {}).get("provider_config", {})
    for key, item in found.items():
        values = _settings(item.get("expressions", {}), plan.get("variables", {}))
        name, alias = item.get("name", key), item.get("alias")
        yield key, ProviderConfiguration(name, alias, item.get("module_address", ""), values, None)


def _settings(expressions: dict[str, Any], variables: dict[str, Any]) -> Mapping:
    return mapping(((name, _setting(name, item, variables)) for name, item in expressions.items()), "block")


def _setting(name: str, expression: Any, variables: dict[str, Any]) -> Value:
    """An argument of a provider: constant, a variable of the root, or unknown; a block as a list of one."""
    if isinstance(expression, list):
        return Sequence(tuple(_settings(item, variables) for item in expression), "list")
    if not isinstance(expression, dict):
        return Unknown("the plan does not tell it")
    if "constant_value" in expression:
        return value_of(expression["constant_value"])
    references = references_of(expression)
    if not references:
        return Sequence((_settings(expression, variables),), "list")
    variable = references[0].removeprefix("var.") if len(references) == 1 else ""
    if variable in variables and references[0].startswith("var."):
        value = _as_argument(name, value_of(variables[variable].get("value")))
        if value is not None:
            return value
    return Unknown("the plan does not tell it")


def _as_argument(name: str, value: Value) -> Value | None:
    """The variable's value as the argument that refers to it; None where text must stand around the reference."""
    text = value.value if isinstance(value, Known) else None
    if name == "region" and (not isinstance(text, str) or partition_of(text) is None):
        return None
    if name in _LISTS and isinstance(text, str):
        return Sequence((value,), "list") if _ACCOUNT.fullmatch(text) else None
    return value


class Read(Struct, frozen=True):
    """A data source that the plan has read: its type, who asked, what was asked with, and the answer."""

    type: str
    provider: ProviderConfiguration | None
    arguments: frozenset[str]
    values: dict[str, Any]


def told(found: Iterable[Read]) -> dict[str, str | None]:
    """The account, region and partition that the plan has read, where all that it has read agrees.

    What an alias with credentials of its own reads may be another account's, and a data source with arguments of its
    own tells nothing of the others.
    """
    data = [
        read for read in found if not read.arguments and not Identity(read.provider, None, Deployment()).own_credentials
    ]
    return {name: _agreed(data, type_, attributes) for name, (type_, attributes) in _TELLERS.items()}


def _agreed(data: list[Read], type_: str, attributes: tuple[str, ...]) -> str | None:
    answers = {_text(read.values, attributes) for read in data if read.type == type_}
    return answers.pop() if len(answers) == 1 else None


def _text(values: dict[str, Any], attributes: tuple[str, ...]) -> str | None:
    return next((text for name in attributes if isinstance(text := values.get(name), str)), None)
