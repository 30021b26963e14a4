"""Functions over regular expressions."""

from __future__ import annotations

import re
from functools import lru_cache

from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions.registry import function
from pipewarden.stack.re2 import Match, PatternError, Program, compile_pattern
from pipewarden.stack.re2.syntax import UnsupportedError
from pipewarden.stack.shape import TEXT_LIMIT, mapping
from pipewarden.stack.types import STRING, ObjectType, TupleType, Type
from pipewarden.stack.values import Known, Sequence, Value

_REFERENCE = re.compile(r"\$(?:\$|\{(\w+)\}|(\w+))", re.ASCII)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Program:
    return compile_pattern(pattern)


def _program(pattern: str) -> Program:
    try:
        program = _compiled(pattern)
    except PatternError as error:
        raise EvaluationError(f"the pattern is wrong: {error}") from None
    except UnsupportedError as error:
        raise undecided(str(error)) from None
    named = [name is not None for name in program.names]
    if any(named) and not all(named):
        raise EvaluationError("a pattern cannot mix groups with and without names")
    return program


def _search(program: Program, text: str) -> list[Match]:
    try:
        return list(program.matches(text))
    except UnsupportedError as error:
        raise undecided(str(error)) from None


def _result(program: Program, match: Match) -> Value:
    if not program.names:
        return Known(match.group(0))
    groups: list[Value] = [Known(match.group(index + 1), type=STRING) for index in range(len(program.names))]
    if program.names[0] is None:
        return Sequence(tuple(groups))
    return mapping((str(name), group) for name, group in zip(program.names, groups, strict=True))


def _result_type(program: Program) -> Type:
    if not program.names:
        return STRING
    if program.names[0] is None:
        return TupleType((STRING,) * len(program.names))
    return ObjectType(tuple(sorted((str(name), STRING) for name in program.names)))


@function(STRING, STRING)
def regex(pattern: str, text: str) -> Value:
    program = _program(pattern)
    try:
        match = program.search(text)
    except UnsupportedError as error:
        raise undecided(str(error)) from None
    if match is None:
        raise EvaluationError("the pattern does not match")
    return _result(program, match)


@function(STRING, STRING)
def regexall(pattern: str, text: str) -> Value:
    program = _program(pattern)
    found = tuple(_result(program, match) for match in _search(program, text))
    return Sequence(found, "list", element=_result_type(program))


def replace_matches(pattern: str, text: str, replacement: str) -> str:
    """The text with every match replaced; `$1` and `${name}` in the replacement stand for groups."""
    try:
        program = _compiled(pattern)
        return "".join(_replaced(program, text, replacement))
    except PatternError as error:
        raise EvaluationError(f"the pattern is wrong: {error}") from None
    except UnsupportedError as error:
        raise undecided(str(error)) from None


def _replaced(program: Program, text: str, replacement: str) -> list[str]:
    pieces: list[str] = []
    last = position = size = 0
    while position <= len(text):
        match = program.search(text, position)
        if match is None:
            break
        if size > TEXT_LIMIT:
            raise undecided("the text is too long to be computed here")
        pieces.append(text[last : match.start])
        if match.end > last or match.start == 0:
            pieces.append(_REFERENCE.sub(lambda found, match=match: _group(program, match, found), replacement))  # type: ignore[misc]
            size += len(pieces[-1])
        last = match.end
        position = max(position + 1, match.end)
    pieces.append(text[last:])
    return pieces


def _group(program: Program, match: Match, found: re.Match[str]) -> str:
    name = found[1] or found[2]
    if name is None:
        return "$"
    if name.isdigit():
        index = int(name)
        return (match.group(index) or "") if index <= len(program.names) else ""
    return (match.group(program.names.index(name) + 1) or "") if name in program.names else ""
