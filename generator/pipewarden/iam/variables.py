"""Variables without a value that are identities all the same: they name a resource, or say where a stack lives.

AWS allows no wildcard in a name, and a region or an account is the provider's own. So a policy that speaks of such a
variable is decided for every value of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.stack.computed import is_name
from pipewarden.stack.model import ProviderConfiguration, Stack
from pipewarden.stack.values import Sequence, Symbol, Template, Unknown, Value

_ANY_CHARACTER = frozenset({"alarm_name", "path"})
"""Names in which AWS allows an asterisk."""
_NO_VALUE = re.compile(r"`(var\.[^`]+)` has no value")


def identities(stack: Stack) -> dict[str, Symbol]:
    """The symbols that stand for such variables, by the reason why they are not known."""
    found: dict[str, Symbol] = {}
    for resource in stack.resources:
        type_ = f"data.{resource.type}" if resource.mode == "data" else resource.type
        for name, value in resource.values.members:
            for part in _open_parts(value) if is_name(type_, name) and name not in _ANY_CHARACTER else ():
                variable = _NO_VALUE.fullmatch(part.why)
                if variable:
                    found[part.why] = Symbol(variable[1], ("value",))
    for provider in stack.providers:
        if provider.name == "aws" and provider.alias is None:
            found |= dict(_surroundings(provider))
    return found


def _surroundings(provider: ProviderConfiguration) -> Iterator[tuple[str, Symbol]]:
    """The variables that are the region or the only account of the default provider."""
    allowed = provider.values.get("allowed_account_ids")
    account = allowed.items[0] if isinstance(allowed, Sequence) and len(allowed.items) == 1 else None
    for what, value in (("region", provider.values.get("region")), ("account", account)):
        if isinstance(value, Unknown) and _NO_VALUE.fullmatch(value.why):
            yield value.why, Symbol("provider.aws", (what,))


def _open_parts(value: Value) -> Iterator[Unknown]:
    if isinstance(value, Unknown):
        yield value
    elif isinstance(value, Template):
        yield from (part for part in value.parts if isinstance(part, Unknown))
