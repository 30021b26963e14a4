"""One statement of a policy document, from a `statement` block or from the JSON of another document."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipewarden.stack.convert import convert
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.shape import is_null, plain, survey, unknown_because
from pipewarden.stack.templates import joined, pieces_of
from pipewarden.stack.types import STRING, Collection
from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Symbol, Template, Unknown, Value

_ORDER = (
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "Condition",
)
_LISTS = {"actions": "Action", "not_actions": "NotAction", "resources": "Resource", "not_resources": "NotResource"}
_PRINCIPALS = {"principals": "Principal", "not_principals": "NotPrincipal"}
_OLD_VERSION = Known("2008-10-17")
Change = Callable[[Value], Value]


def statement(block: Mapping, version: Value) -> Mapping:
    """The statement that a `statement` block makes."""
    members: dict[str, Value] = {"Effect": block.get("effect") or Known("Allow", block.origin)}
    sid = block.get("sid")
    if sid is not None and sid != Known(""):
        members["Sid"] = sid
    change = _replacer(version)
    for argument, name in _LISTS.items():
        given = block.get(argument)
        if given is not None:
            found = _set_of_strings(given, change if "resources" in argument else _same)
            if found is not None:
                members[name] = found
    for argument, name in _PRINCIPALS.items():
        given = block.get(argument)
        if isinstance(given, Sequence) and given.items:
            members[name] = _principals(given, change)
    conditions = block.get("condition")
    if isinstance(conditions, Sequence) and conditions.items:
        members["Condition"] = _conditions(conditions, change)
    return _ordered(members, block.origin)


def _ordered(members: dict[str, Value], origin: Origin | None) -> Mapping:
    return Mapping(tuple((name, members[name]) for name in _ORDER if name in members), "object", origin)


def _same(value: Value) -> Value:
    return value


def _replacer(version: Value) -> Change:
    def change(value: Value) -> Value:
        pieces = pieces_of(value)
        if not any(isinstance(piece, str) and "&{" in piece for piece in pieces):
            return value
        if version == _OLD_VERSION:
            raise EvaluationError("`&{` is not supported in a policy document of version 2008-10-17")
        made = joined(piece.replace("&{", "${") if isinstance(piece, str) else piece for piece in pieces)
        return Known(made.value, value.origin) if isinstance(made, Known) else Template(made.parts, value.origin)

    return change


def _set_of_strings(given: Value, change: Change) -> Value | None:
    """A set of strings as the provider writes it: one as a string, several in reverse order, none not at all."""
    if isinstance(given, Symbol | Unknown):
        return unknown_because(given)
    converted = convert(given, Collection("set", STRING))
    if not isinstance(converted, Sequence) or not converted.items:
        return None
    items = [change(item) for item in converted.items]
    if len(items) == 1:
        return items[0]
    return Sequence(tuple(sorted(items, key=_text, reverse=True)), "tuple", given.origin)


def _text(value: Value) -> str:
    value = plain(value)
    if isinstance(value, Known):
        return str(value.value)
    return "".join(str(piece) if not isinstance(piece, Unknown) else "" for piece in pieces_of(value))


def _principals(blocks: Sequence, change: Change) -> Value:
    groups: dict[str, list[Value]] = {}
    origins: dict[str, Origin | None] = {}
    single: set[str] = set()
    for block in blocks.items:
        if not isinstance(block, Mapping):
            return unknown_because(block) if isinstance(block, Symbol | Unknown) else Unknown("not a principal")
        kind, identifiers = block.get("type"), block.get("identifiers")
        if not isinstance(kind, Known):
            part = survey(kind).opaque if kind is not None else None
            return unknown_because(part) if part else Unknown("the type of a principal is not known")
        found = _set_of_strings(identifiers, change) if identifiers is not None else None
        if isinstance(found, Unknown):
            return Mapping(((str(kind.value), found),), "object", blocks.origin)
        name = str(kind.value)
        if found is None or isinstance(found, Sequence) or name in groups:
            single.discard(name)
        else:
            single.add(name)
        groups.setdefault(name, []).extend(found.items if isinstance(found, Sequence) else [found] if found else [])
        origins.setdefault(name, block.origin)
    if list(groups) == ["*"] and [_text(item) for item in groups["*"]] == ["*"]:
        return Known("*", groups["*"][0].origin)
    members = (
        (name, items[0] if name in single else Sequence(tuple(items), "tuple", origins[name]))
        for name, items in sorted(groups.items())
    )
    return Mapping(tuple(members), "object", blocks.origin)


def _conditions(blocks: Sequence, change: Change) -> Value:
    tests: dict[str, dict[str, list[Value]]] = {}
    origins: dict[tuple[str, str], Origin | None] = {}
    for block in blocks.items:
        if not isinstance(block, Mapping):
            return unknown_because(block) if isinstance(block, Symbol | Unknown) else Unknown("not a condition")
        test, variable = block.get("test"), block.get("variable")
        if not isinstance(test, Known) or not isinstance(variable, Known):
            part = next(
                (survey(item).opaque for item in (test, variable) if item is not None and survey(item).opaque), None
            )
            return unknown_because(part) if part else Unknown("the test of a condition is not known")
        values = _list_of_strings(block.get("values"), change)
        if isinstance(values, Unknown):
            values = [values]
        name = (str(test.value), str(variable.value))
        tests.setdefault(name[0], {}).setdefault(name[1], []).extend(values)
        origins.setdefault(name, block.origin)
    members = (
        (test, Mapping(tuple(_condition(test, keys, origins)), "object", blocks.origin))
        for test, keys in sorted(tests.items())
    )
    return Mapping(tuple(members), "object", blocks.origin)


def _condition(
    test: str, keys: dict[str, list[Value]], origins: dict[tuple[str, str], Origin | None]
) -> Iterable[tuple[str, Value]]:
    for variable, values in sorted(keys.items()):
        one = values[0] if len(values) == 1 else None
        yield variable, one or Sequence(tuple(values), "tuple", origins[test, variable])


def _list_of_strings(given: Value | None, change: Change) -> list[Value] | Unknown:
    if given is None:
        return []
    if isinstance(given, Symbol | Unknown):
        return unknown_because(given)
    converted = convert(given, Collection("list", STRING))
    return [change(item) for item in converted.items] if isinstance(converted, Sequence) else []


def normalised(item: Value) -> Value:
    """A statement of any document as the provider writes it out again: known members only, in their order."""
    if not isinstance(item, Mapping):
        return item
    lower = {name.lower(): name for name in _ORDER}
    members = {lower[name.lower()]: value for name, value in item.members if name.lower() in lower}
    for name in ("Principal", "NotPrincipal"):
        if name in members:
            members[name] = _principal_again(members[name])
    if "Condition" in members:
        members["Condition"] = _condition_again(members["Condition"])
    kept = {name: value for name, value in members.items() if not is_null(value) and not _is_empty(value)}
    return _ordered(kept, item.origin)


def _is_empty(value: Value) -> bool:
    if isinstance(value, Sequence):
        return False
    return value == Known("") or (isinstance(value, Mapping) and not value.members)


def _principal_again(value: Value) -> Value:
    if not isinstance(value, Mapping):
        return Known("*", value.origin) if isinstance(value, Known) else value
    if [name for name, _ in value.members] == ["*"]:
        only = value.members[0][1]
        if _text_of_one(only) == "*":
            return Known("*", only.origin)
    return Mapping(tuple((name, _reversed(item)) for name, item in value.members), "object", value.origin)


def _text_of_one(value: Value) -> str | None:
    if isinstance(value, Sequence):
        return _text_of_one(value.items[0]) if len(value.items) == 1 else None
    return str(value.value) if isinstance(value, Known) else None


def _reversed(value: Value) -> Value:
    if not isinstance(value, Sequence):
        return value
    return Sequence(tuple(sorted(value.items, key=_text, reverse=True)), "tuple", value.origin)


def _condition_again(value: Value) -> Value:
    if not isinstance(value, Mapping):
        return value
    tests = [(test, _keys_again(keys)) for test, keys in value.members]
    kept = tuple((test, keys) for test, keys in tests if not isinstance(keys, Mapping) or keys.members)
    return Mapping(kept, "object", value.origin)


def _keys_again(value: Value) -> Value:
    if not isinstance(value, Mapping):
        return value
    kept = tuple((key, _flat(item)) for key, item in value.members if not _is_number(item))
    return Mapping(kept, "object", value.origin)


def _is_number(value: Value) -> bool:
    """Whether it is a number, which the provider reads and then forgets."""
    return isinstance(value, Known) and not isinstance(value.value, str | bool)


def _flat(value: Value) -> Value:
    if isinstance(value, Sequence) and len(value.items) == 1:
        return value.items[0]
    if isinstance(value, Known) and isinstance(value.value, bool):
        return Known("true" if value.value else "false", value.origin)
    return value
