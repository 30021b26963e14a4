"""Reads YAML 1.2 into plain data, and remembers the line and column of every key and value.

JSON is YAML, so it is read too. What would surprise is refused: repeated keys, tags, several documents, keys that are
no text, merge keys, and aliases that expand without end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct, field
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from pipewarden.spec.errors import Path, Position, Problem, SpecError

Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]

MAX_BYTES = 1_000_000
MAX_NODES = 100_000
MAX_DEPTH = 64
_TOO_DEEP = "the spec is nested or repeated too much; simplify it"
_TAG = "tag:yaml.org,2002:"
_NO_BREAKS = "\x85\u2028\u2029"
"""Letters that end a line in YAML 1.1, and so for the library, and are letters like others in YAML 1.2."""


class Source(Struct):
    """The plain data of a file, with the position of the key and of the value at each path."""

    file: str
    data: Data = None
    keys: dict[Path, Position] = field(default_factory=dict)
    values: dict[Path, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    stand_ins: dict[int, str] = field(default_factory=dict)

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
        documents = list(_documents(yaml, _without_old_breaks(text, source)))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Position(mark.line + 1, mark.column + 1) if mark is not None else Position(1, 1)
        problem = " ".join(part for part in (error.context, error.problem) if part)
        advice = "indent with spaces" if "'\\t'" in problem else "correct it"
        raise SpecError(source.file, [Problem((), f"this is not YAML: {problem}; {advice}", place)]) from None
    except ReaderError as error:
        before = text[: error.position]
        place = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"holds the control character U+{ord(text[error.position]):04X}; remove it"
        raise SpecError(source.file, [Problem((), message, place)]) from None
    except RecursionError:
        raise SpecError(source.file, [Problem((), _TOO_DEEP, Position(1, 1))]) from None
    except (YAMLError, ValueError, AssertionError) as error:
        # The library asserts what it should check, for one that it knows the version of a %YAML line.
        problem = str(error).splitlines()[0] if str(error) else "it cannot be read"
        raise SpecError(
            source.file, [Problem((), f"this is not YAML: {problem}; correct it", Position(1, 1))]
        ) from None
    if len(documents) != 1:
        what = "the file is empty" if not documents else "the file holds several documents"
        raise SpecError(source.file, [Problem((), f"{what}; write one mapping", Position(1, 1))])
    return documents[0]


def _without_old_breaks(text: str, source: Source) -> str:
    """The text with private letters, which it does not use, in the place of those that are no breaks any more."""
    breaks = [letter for letter in _NO_BREAKS if letter in text]
    unused = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    source.stand_ins = {ord(next(unused)): letter for letter in breaks}
    return text.translate({ord(letter): code for code, letter in source.stand_ins.items()})


def _documents(yaml: YAML, text: str) -> Iterator[Node]:
    yield from yaml.compose_all(text)


def _convert(node: Node, path: Path, source: Source, depth: int) -> Data:
    place = Position(node.start_mark.line + 1, node.start_mark.column + 1)
    source.values[path] = place
    source.nodes += 1
    if source.nodes > MAX_NODES or depth > MAX_DEPTH:
        raise SpecError(source.file, [Problem((), _TOO_DEEP, place)])
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
        key = key_node.value.translate(source.stand_ins)
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
    text: str = node.value.translate(source.stand_ins)
    kind = str(node.tag).removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if kind == "int":
        return _integer(text, path, source)
    if kind == "float":
        return _float(text)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        source.problems.append(Problem(path, "holds half of a character (a surrogate); remove it"))
    # A `%YAML 1.1` line makes truth values of `yes` and `off`, which stay texts here.
    if kind not in ("str", "timestamp", "bool"):
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
