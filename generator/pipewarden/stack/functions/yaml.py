"""`yamldecode` and `yamlencode`."""

from __future__ import annotations

import re
from datetime import datetime

from pipewarden.stack import numbers
from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.functions.registry import function
from pipewarden.stack.functions.yaml_text import document
from pipewarden.stack.shape import mapping
from pipewarden.stack.types import ANY, STRING
from pipewarden.stack.values import Known, Sequence, Value

_TRUE = frozenset(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"])
_FALSE = frozenset(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"])
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_HEXADECIMAL = re.compile(r"0x([0-9a-fA-F]+)")
_OCTAL = re.compile(r"0o([0-7]+)")
_DATE = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d?):(\d\d?)(?:\.\d*)?(?:[ \t]*(Z|[+-]\d\d?(?::?\d\d)?))?)?",
    re.ASCII,
)
_NODE_LIMIT = 100_000


@function(ANY, nullable=True)
def yamlencode(value: object) -> str:
    return document(value if isinstance(value, Value) else Known(value))  # type: ignore[arg-type]


@function(STRING)
def yamldecode(text: str) -> Value:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError) as error:
        raise EvaluationError(
            f"the text is not YAML: {str(error).splitlines()[0] if str(error) else 'bad syntax'}"
        ) from None
    if node is None:
        raise EvaluationError("the YAML document is empty")
    return _Reader().value(node)


class _Reader:
    """Turns the nodes of one document into values; an alias gives the value of its anchor."""

    def __init__(self) -> None:
        self._nodes = 0
        self._busy: list[int] = []

    def value(self, node: object) -> Value:
        self._nodes += 1
        if self._nodes > _NODE_LIMIT or id(node) in self._busy:
            raise EvaluationError("the YAML document is too large or contains itself")
        self._busy.append(id(node))
        try:
            return self._value(node)
        finally:
            self._busy.pop()

    def _value(self, node: object) -> Value:
        from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

        if isinstance(node, ScalarNode):
            return _scalar(str(node.tag or ""), node.value, plain=node.style in (None, ""))
        if isinstance(node, SequenceNode):
            self._require_tag(str(node.tag), "seq")
            return Sequence(tuple(self.value(item) for item in node.value))
        if isinstance(node, MappingNode):
            self._require_tag(str(node.tag), "map")
            return mapping(self._members(node.value))
        raise EvaluationError("the YAML document has an unknown node")

    def _require_tag(self, tag: str, expected: str) -> None:
        if tag != f"tag:yaml.org,2002:{expected}":
            raise EvaluationError(f"the tag `{tag}` is not supported in YAML here")

    def _members(self, pairs: list[tuple[object, object]]) -> list[tuple[str, Value]]:
        from ruamel.yaml.nodes import ScalarNode

        merged: list[tuple[str, Value]] = []
        own: list[tuple[str, Value]] = []
        for key, item in pairs:
            if isinstance(key, ScalarNode) and key.value == "<<" and key.style in (None, ""):
                merged.extend(self._merged(item))
            else:
                own.append((_key(self.value(key)), self.value(item)))
        return [*merged, *own]

    def _merged(self, node: object) -> list[tuple[str, Value]]:
        value = self.value(node)
        sources = value.items if isinstance(value, Sequence) else (value,)
        members: list[tuple[str, Value]] = []
        for source in reversed(sources):
            members.extend(getattr(source, "members", ()))
        return members


def _key(value: Value) -> str:
    from pipewarden.stack.convert import convert

    text = convert(value, STRING)
    if not isinstance(text, Known) or text.value is None:
        raise EvaluationError("a key of the YAML document is not a string")
    return str(text.value)


def _scalar(tag: str, text: str, *, plain: bool) -> Value:
    name = tag.removeprefix("tag:yaml.org,2002:")
    implicit = plain and name in ("", "null", "bool", "int", "float", "timestamp", "str", "value", "merge")
    if not implicit and name not in ("str", ""):
        return _tagged(name, text)
    return _resolved(text) if plain else Known(text)


def _resolved(text: str) -> Value:
    if text in _NULL:
        return Known(None)
    if text in _TRUE or text in _FALSE:
        return Known(text in _TRUE)
    number = _number(text)
    if number is not None:
        return number
    return Known(_date(text) or text)


def _number(text: str) -> Known | None:
    if match := _HEXADECIMAL.fullmatch(text):
        return Known(numbers.from_int(int(match[1], 16)))
    if match := _OCTAL.fullmatch(text):
        return Known(numbers.from_int(int(match[1], 8)))
    return Known(numbers.parse(text)) if _NUMBER.fullmatch(text) else None


def _date(text: str) -> str | None:
    match = _DATE.fullmatch(text)
    if match is None or (match[4] is None and len(match[2]) + len(match[3]) != 4):
        return None
    parts = [int(match[index] or 0) for index in range(1, 7)]
    try:
        moment = datetime(*parts)  # type: ignore[arg-type]
    except ValueError:
        return None
    zone = match[7] or "Z"
    return moment.isoformat() + ("Z" if zone == "Z" else zone)


def _tagged(name: str, text: str) -> Value:
    if name in ("int", "float"):
        number = _number(text)
        if number is not None:
            return number
    elif name == "bool" and (text in _TRUE or text in _FALSE):
        return Known(text in _TRUE)
    elif name == "null" and text in _NULL:
        return Known(None)
    elif name == "binary":
        return Known("".join(text.split()))
    raise EvaluationError(f"the YAML text is not of the type `{name}`")
