"""`yamldecode` and `yamlencode`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions.registry import function
from pipewarden.stack.functions.yaml_scalars import scalar
from pipewarden.stack.functions.yaml_text import document
from pipewarden.stack.shape import mapping
from pipewarden.stack.types import ANY, STRING
from pipewarden.stack.values import Known, Mapping, Sequence, Value

_NODE_LIMIT = 100_000
_DEPTH_LIMIT = 200


@function(ANY, nullable=True)
def yamlencode(value: object) -> str:
    return document(value if isinstance(value, Value) else Known(value))  # type: ignore[arg-type]


@function(STRING)
def yamldecode(text: str) -> Value:
    from ruamel.yaml.error import YAMLError

    try:
        return _Reader(text).document()
    except (YAMLError, ValueError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else "bad syntax"
        raise EvaluationError(f"the text is not YAML: {first}") from None


def _events(text: str) -> Iterator[Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.scanner import Scanner

    class TabScanner(Scanner):
        """Takes tabs where they cannot be indentation, as the library that Terraform uses does."""

        def scan_to_next_token(self) -> None:
            super().scan_to_next_token()
            while self.reader.peek() == "\t" and not self.allow_simple_key:
                self.reader.forward()
                super().scan_to_next_token()

    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = TabScanner
    return iter(yaml.parse(text))


class _Reader:
    """Turns the events of one document into values; an alias gives the value of its anchor."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events = _events(text)
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._nodes = 0
        self._depth = 0

    def document(self) -> Value:
        """The value of the only document."""
        next(self._events)
        if type(next(self._events)).__name__ != "DocumentStartEvent":
            raise EvaluationError("the YAML document is empty")
        value = self._value(next(self._events))
        next(self._events)
        if type(next(self._events)).__name__ != "StreamEndEvent":
            raise EvaluationError("the text holds more than one YAML document")
        return value

    def _value(self, event: Any, *, key: bool = False) -> Value:
        before = self._nodes
        self._count(1)
        name = type(event).__name__
        if name == "AliasEvent":
            return self._alias(event.anchor)
        value = self._scalar(event) if name == "ScalarEvent" else self._structure(event, name)
        if event.anchor and not key:
            self._anchors[event.anchor] = (value, self._nodes - before)
        return value

    def _alias(self, anchor: str) -> Value:
        if anchor not in self._anchors:
            raise EvaluationError(f"the YAML alias `{anchor}` names nothing that stands before it")
        value, nodes = self._anchors[anchor]
        self._count(nodes)
        return value

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > _NODE_LIMIT:
            raise undecided("the YAML document is too large to be decoded here")

    def _scalar(self, event: Any) -> Value:
        source = self._text[event.start_mark.index : event.end_mark.index]
        if event.style == '"' and "\\/" in source.replace("\\\\", ""):
            raise EvaluationError("the text is not YAML here: `\\/` is an unknown escape")
        if any("\ud800" <= char <= "\udfff" for char in event.value):
            raise EvaluationError("the text is not YAML here: an escape is no character")
        return scalar(event.tag, event.value, event.style)

    def _structure(self, event: Any, name: str) -> Value:
        expected = {"SequenceStartEvent": "seq", "MappingStartEvent": "map"}[name]
        if event.tag not in (None, f"tag:yaml.org,2002:{expected}"):
            raise EvaluationError(f"the tag `{event.tag}` is not supported in YAML here")
        self._depth += 1
        if self._depth > _DEPTH_LIMIT:
            raise undecided("the YAML document is nested too deeply to be decoded here")
        value = self._sequence() if expected == "seq" else self._mapping()
        self._depth -= 1
        return value

    def _sequence(self) -> Value:
        items: list[Value] = []
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            items.append(self._value(event))
        return Sequence(tuple(items))

    def _mapping(self) -> Value:
        members: dict[str, Value] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            if type(event).__name__ == "ScalarEvent" and event.value == "<<" and event.tag is None:
                self._count(1)
                members.update(self._merged(self._value(next(self._events))))
                continue
            name = _key(self._value(event, key=True))
            members[name] = self._value(next(self._events))
        return mapping(members.items())

    def _merged(self, value: Value) -> tuple[tuple[str, Value], ...]:
        if not isinstance(value, Mapping):
            raise EvaluationError("only a mapping can be merged with `<<` in YAML here")
        return value.members


def _key(value: Value) -> str:
    from pipewarden.stack.convert import convert

    text = convert(value, STRING)
    if not isinstance(text, Known) or text.value is None:
        raise EvaluationError("a key of the YAML document is not a string")
    return str(text.value)
