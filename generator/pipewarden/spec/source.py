"""Reads YAML 1.2 into plain data, and remembers the line and column of every key and value.

JSON is YAML, so it is read too. What would surprise is refused: repeated keys, tags, several documents, keys that are
no text, merge keys, and aliases that expand without end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pipewarden.spec.errors import Path, Position, Problem, SpecError

Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]

MAX_BYTES = 1_000_000
MAX_NODES = 100_000
MAX_DEPTH = 64
_TAG = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Source:
    """The plain data of a file, with the position of the key and of the value at each path."""

    file: str
    data: Data = None
    keys: dict[Path, Position] = field(default_factory=dict)
    values: dict[Path, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def position(self, path: Path) -> Position:
        """Where `path` stands; where it does not exist, the nearest thing above it that does."""
        for length in range(len(path), -1, -1):
            place = self.keys.get(path[:length]) or self.values.get(path[:length])
            if place is not None:
                return place
        return Position(1, 1)


def read(text: str, file: str) -> Source:
    """Plain data and positions of a YAML text; raises SpecError with everything that is wrong with it."""
    source = Source(file)
    if len(text) > MAX_BYTES:
        raise SpecError(file, [Problem((), "the file is larger than 1 MB; split the spec")], source.position)
    node = _compose(text, source)
    source.data = _convert(node, (), source, 0)
    if source.problems:
        raise SpecError(file, source.problems, source.position)
    return source


def _compose(text: str, source: Source) -> Node:
    yaml = YAML(typ="safe", pure=True)
    try:
        documents = list(_documents(yaml, text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Position(mark.line + 1, mark.column + 1) if mark is not None else Position(1, 1)
        problem = " ".join(part for part in (error.context, error.problem) if part)
        raise SpecError(source.file, [Problem((), f"this is not YAML: {problem}", place)]) from None
    except (YAMLError, RecursionError, ValueError) as error:
        problem = str(error).splitlines()[0] if str(error) else "it cannot be read"
        raise SpecError(source.file, [Problem((), f"this is not YAML: {problem}", Position(1, 1))]) from None
    if len(documents) != 1:
        what = "the file is empty" if not documents else "the file holds several documents"
        raise SpecError(source.file, [Problem((), f"{what}; write one mapping", Position(1, 1))])
    return documents[0]


def _documents(yaml: YAML, text: str) -> Iterator[Node]:
    yield from yaml.compose_all(text)


def _convert(node: Node, path: Path, source: Source, depth: int) -> Data:
    place = Position(node.start_mark.line + 1, node.start_mark.column + 1)
    source.values[path] = place
    source.nodes += 1
    if source.nodes > MAX_NODES or depth > MAX_DEPTH:
        raise SpecError(source.file, [Problem(path, "the spec is nested or repeated too much", place)])
    if isinstance(node, MappingNode):
        return _mapping(node, path, source, depth)
    if isinstance(node, SequenceNode):
        _expect_tag(node, "seq", path, source)
        return [_convert(item, (*path, index), source, depth + 1) for index, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return _scalar(node, path, source)


def _mapping(node: MappingNode, path: Path, source: Source, depth: int) -> dict[str, Data]:
    _expect_tag(node, "map", path, source)
    result: dict[str, Data] = {}
    for key_node, value_node in node.value:
        place = Position(key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if not isinstance(key_node, ScalarNode) or key_node.tag not in (f"{_TAG}str", f"{_TAG}null"):
            what = str(key_node.value) if isinstance(key_node, ScalarNode) else "this"
            source.problems.append(Problem(path, f"the key `{what}` is not text; write it in quotes", place))
            continue
        key = key_node.value
        if key in result:
            first = source.keys[(*path, key)].line
            source.problems.append(
                Problem((*path, key), f"the key is given twice (first on line {first}); remove one", place)
            )
            continue
        source.keys[(*path, key)] = place
        result[key] = _convert(value_node, (*path, key), source, depth + 1)
    return result


def _expect_tag(node: Node, kind: str, path: Path, source: Source) -> None:
    if node.tag != _TAG + kind:
        source.problems.append(Problem(path, f"the tag `{node.tag}` has no meaning here; remove it"))


def _scalar(node: ScalarNode, path: Path, source: Source) -> Data:
    text: str = node.value
    kind = str(node.tag).removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return _integer(text, path, source)
    if kind == "float":
        return _float(text)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        source.problems.append(Problem(path, "holds half of a character (a surrogate); remove it"))
    if kind not in ("str", "timestamp"):
        _expect_tag(node, "str", path, source)
    return text


def _integer(text: str, path: Path, source: Source) -> Data:
    plain = text.replace("_", "")
    try:
        if plain.lstrip("+-").isdigit() and len(plain.lstrip("+-")) > 1 and plain.lstrip("+-")[0] == "0":
            raise ValueError
        value = int(plain, 0)
    except ValueError:
        source.problems.append(Problem(path, f"`{text}` could be a number or a text; write it in quotes"))
        return None
    return value


def _float(text: str) -> float:
    plain = text.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan")
    try:
        return float(plain)
    except ValueError:
        return math.nan
