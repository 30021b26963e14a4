"""What is made of the parts of each rule: the builder's methods, with the parts of inlined rules spread out.

Lark inlines a rule whose name begins with `_`: its parts become those of the rule around it. Here they travel as a list
until then; where such a rule never has more than one part, the part travels by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from pipewarden.hcl.build import Builder, stands_for_its_part

if TYPE_CHECKING:
    from lark.grammar import Rule

Make: TypeAlias = Callable[[list[Any]], Any]


def actions_of(rules: Iterable[Rule]) -> dict[Rule, Make | None]:
    """What makes something of each rule's parts; None where the rule's one part stands for it."""
    rules, builder = list(rules), Builder()
    listed = {rule.origin.name for rule in rules if _is_inlined(rule) and not _has_one_part(rule)}
    return {rule: _action(rule, builder, listed) for rule in rules}


def _action(rule: Rule, builder: Builder, listed: set[str]) -> Make | None:
    name = rule.alias or rule.origin.name
    if _is_inlined(rule):
        return _spread(rule, listed, _same) if name in listed else None
    if len(rule.expansion) == 1:
        expands = rule.options.expand1 and not rule.alias
        if expands or stands_for_its_part(name, rule.expansion[0].name):
            return None
    # Rules of python-hcl2 that have no method begin with tokens that our scanner never gives.
    return _spread(rule, listed, getattr(builder, name, _same))


def _is_inlined(rule: Rule) -> bool:
    return rule.origin.name.startswith("_")


def _has_one_part(rule: Rule) -> bool:
    return len(rule.expansion) == 1 and not rule.expansion[0].name.startswith("_")


def _same(parts: list[Any]) -> list[Any]:
    return parts


def _spread(rule: Rule, listed: set[str], make: Make) -> Make:
    """`make` with the parts that are lists spread out; a list in front is continued, so that long ones grow fast."""
    is_list = [symbol.name in listed for symbol in rule.expansion]
    if not any(is_list):
        return make
    first, *rest = is_list

    def spread_out(parts: list[Any]) -> Any:
        head, *tail = parts
        flat: list[Any] = head if first else [head]
        for part, spread in zip(tail, rest, strict=True):
            if spread:
                flat += part
            else:
                flat.append(part)
        return make(flat)

    def continued(parts: list[Any]) -> Any:
        flat: list[Any] = parts[0]
        flat += parts[1:]
        return make(flat)

    return continued if first and not any(rest) else spread_out
