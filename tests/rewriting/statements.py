"""Rewritings of what a policy says: its statements in another order or in parts, its names in another case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Value
from rewriting.documents import statements
from rewriting.placements import WAYS
from rewriting.policies import policies
from rewriting.tree import Tree
from rewriting.written import UnwritableError

_PARTED = ("Action", "Resource")


def notation(tree: Tree, random: Random) -> Tree | None:
    """A policy in another notation or in another place."""
    found = list(policies(tree))
    return WAYS[random.choice(sorted(WAYS))](tree, [random.choice(found)]) if found else None


def restated(tree: Tree, random: Random) -> Tree | None:
    """A policy whose statements are in another order or in parts, in another notation."""
    found = list(policies(tree))
    if not found:
        return None
    policy = random.choice(found)
    try:
        items = statements(policy.structure)
    except UnwritableError:
        return None
    for change in random.sample([_shuffled, _split, _cased, _wrapped, _doubled], 2):
        items = change(items, random)
    structure = Mapping(
        tuple((name, _statements(items) if name == "Statement" else value) for name, value in policy.structure.members)
    )
    changed = replace(policy, structure=structure, value=Encoded(structure, policy.value.text))
    return WAYS[random.choice(_TEXTUAL)](tree, [changed])


_TEXTUAL = ("jsonencode", "document", "heredoc", "string", "locals", "template-file", "dynamic", "decoded", "format")


def _statements(items: list[Mapping]) -> Sequence:
    return Sequence(tuple(items))


def _shuffled(items: list[Mapping], random: Random) -> list[Mapping]:
    return random.sample(items, len(items))


def _split(items: list[Mapping], random: Random) -> list[Mapping]:
    """A statement becomes one for each of its actions, or of its resources."""
    return [
        part for item in items for part in (_parts(item, random.choice(_PARTED)) if random.random() < 0.5 else [item])
    ]


def _parts(item: Mapping, name: str) -> Iterator[Mapping]:
    value = item.get(name)
    if not isinstance(value, Sequence) or len(value.items) < 2:
        yield item
        return
    for number, one in enumerate(value.items):
        yield _with(_numbered(item, number), name, one)


def _numbered(item: Mapping, number: int) -> Mapping:
    sid = item.get("Sid")
    return _with(item, "Sid", Known(f"{sid.value}{number}")) if isinstance(sid, Known) else item


def _cased(items: list[Mapping], random: Random) -> list[Mapping]:
    """Actions in another case, which AWS does not tell apart."""
    return [
        _with(item, "Action", _changed(item.get("Action"), random)) if item.get("Action") else item for item in items
    ]


def _changed(value: Value | None, random: Random) -> Value:
    match value:
        case Known(value=str() as text):
            return Known(random.choice([text.lower(), text.upper(), text]))
        case Sequence():
            return Sequence(tuple(_changed(item, random) for item in value.items))
    assert value is not None
    return value


def _wrapped(items: list[Mapping], random: Random) -> list[Mapping]:
    """One action or resource as a list of one."""
    for name in _PARTED:
        items = [
            _with(item, name, Sequence((value,))) if isinstance(value := item.get(name), Known) else item
            for item in items
        ]
    return items


def _doubled(items: list[Mapping], random: Random) -> list[Mapping]:
    """A Deny that says again, for one action, what another one says."""
    denies = [item for item in items if item.get("Effect") == Known("Deny") and item.get("Action") is not None]
    if not denies:
        return items
    again = random.choice(denies)
    return [*items, _numbered(again, 99)]


def _with(item: Mapping, name: str, value: Value) -> Mapping:
    return Mapping(tuple((key, value if key == name else old) for key, old in item.members))
