"""What the provider plans: defaults, what it knows before apply, unknowns, and what forces a replacement."""

from __future__ import annotations

from dataclasses import dataclass

from aws_provider import blocks
from aws_provider.account import Account
from aws_provider.rules import Rules
from aws_provider.schemas import Attribute, Block, NestedBlock
from aws_provider.values import UNKNOWN, Object, Value, is_unknown


@dataclass(frozen=True, slots=True)
class Planned:
    state: Object
    requires_replace: tuple[str, ...] = ()


def plan(block: Block, rules: Rules, account: Account, prior: Object | None, proposed: Object) -> Planned:
    """The planned state of a resource that is created (no `prior`) or changed."""
    wanted = _known_before_apply(block, account, _with_defaults(block, rules, proposed))
    if prior is None:
        return Planned(_unknown_where_computed(block, wanted))
    wanted = {name: _kept(block.blocks.get(name), value, prior.get(name)) for name, value in wanted.items()}
    if wanted == prior:
        return Planned(prior)
    replace = tuple(name for name in rules.force_new if wanted.get(name) != prior.get(name))
    return Planned(_unknown_in_new_blocks(block, wanted, prior), replace)


def _kept(nested: NestedBlock | None, wanted: Value, prior: Value) -> Value:
    """The blocks of a set as they were, where what is wanted of each is what it was: core cannot match them itself."""
    if nested is None or not isinstance(wanted, list) or not isinstance(prior, list):
        return wanted
    return [next((old for old in prior if _agrees(new, old)), new) for new in wanted]


def _agrees(new: Value, old: Value) -> bool:
    if not isinstance(new, dict) or not isinstance(old, dict):
        return bool(new == old)
    return all(value is None or value == old.get(name) for name, value in new.items())


def _with_defaults(block: Block, rules: Rules, value: Object) -> Object:
    def visit(path: str, attribute: Attribute, current: Value) -> Value:
        return rules.default.get(path) if current is None else current

    return blocks.rewrite(block, value, visit)


def _known_before_apply(block: Block, account: Account, value: Object) -> Object:
    """The region and the merged tags, which the provider computes while it plans."""
    known: Object = {}
    region = block.attributes.get("region")
    if region and region.computed and value["region"] is None:
        known["region"] = account.region
    if "tags_all" in block.attributes:
        merged = _merged_tags(account.default_tags, value.get("tags"))
        known["tags_all"] = merged if merged or value["tags_all"] is not None else None
    return {**value, **known}


def _merged_tags(default: Object, own: Value) -> Value:
    if is_unknown(own):
        return UNKNOWN
    return {**default, **(own or {})}


def _unknown_where_computed(block: Block, value: Object) -> Object:
    def visit(path: str, attribute: Attribute, current: Value) -> Value:
        return UNKNOWN if attribute.computed and current is None else current

    return blocks.rewrite(block, value, visit)


def _unknown_in_new_blocks(block: Block, value: Object, prior: Object) -> Object:
    filled = _unknown_where_computed(block, value)
    return {
        name: filled[name] if name in block.blocks and value[name] != prior.get(name) else value[name] for name in value
    }
