"""Puts a template together: escapes, strip marks, heredoc indentation, and directives into a tree.

The order is that of HashiCorp's HCL (`hclsyntax/parser_template.go`), and it matters: escapes are resolved, then strip
marks eat the white space of the one literal token beside them, then `<<-` takes off the common indentation, then
literals that have become neighbours are joined. A literal that a strip mark has emptied stays, as Terraform
distinguishes `"${x}"`, which keeps the type of `x`, from a string that `x` is converted into.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct, field

from pipewarden.hcl.ast import Expression, Interpolation, Span, Template, TemplateFor, TemplateIf, TemplatePart, Text
from pipewarden.hcl.fault import Fault
from pipewarden.hcl.token import Token, join

MAX_DIRECTIVES = 200
"""How deep directives may nest in one template."""

SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""White space as Go's `unicode.IsSpace` has it: Python's `str.strip` takes four separators more."""


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Mark(Struct):
    """One `${…}` or `%{…}` as the parser leaves it; strip marks not yet applied.

    `word` is "" for an interpolation, else the directive's keyword.
    """

    word: str
    span: Span
    strips_before: bool
    strips_after: bool
    expression: Expression | None = None
    key: str | None = None
    value: str = ""


Piece: TypeAlias = Token | Mark


def assemble(
    pieces: Sequence[Piece], decode: Callable[[Token], str], *, flush: bool = False
) -> tuple[TemplatePart, ...]:
    """The parts of a template; raises Fault where an escape is wrong or directives do not pair."""
    marks = [piece for piece in pieces if isinstance(piece, Mark)]
    if flush or any(mark.strips_before or mark.strips_after for mark in marks):
        parts = _stripped(_by_line(pieces), decode)
    else:
        parts = _stripped(pieces, decode)
    if flush:
        _take_off_indentation(parts)
    return _nested(_joined(parts))


def as_expression(parts: tuple[TemplatePart, ...], span: Span) -> Text | Template:
    """The expression for a string or heredoc: a plain text where nothing is interpolated."""
    if not parts:
        return Text("", span)
    if len(parts) == 1 and isinstance(parts[0], Text):
        return Text(parts[0].value, span)
    return Template(parts, span)


def raw(token: Token) -> str:
    """What a literal means in a heredoc or template file, where a backslash is one."""
    return token.text.replace("$${", "${").replace("%%{", "%{")


def _by_line(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with their text cut after each new line, as Terraform's scanner cuts it."""
    for piece in pieces:
        if isinstance(piece, Mark) or "\n" not in piece.text:
            yield piece
            continue
        span = piece.span
        start, line, column = span.start, span.line, span.column
        for text in _LINE.findall(piece.text):
            end = start + len(text)
            whole = text[-1] == "\n"
            place = Span(start, end, line, column, line + whole, 1 if whole else column + len(text))
            yield Token(piece.type, text, place)
            start, line, column = end, place.end_line, place.end_column


def _stripped(pieces: Iterable[Piece], decode: Callable[[Token], str]) -> list[Text | Mark]:
    parts: list[Text | Mark] = []
    for piece in pieces:
        before = parts[-1] if parts else None
        if isinstance(piece, Mark):
            if piece.strips_before and isinstance(before, Text):
                parts[-1] = Text(before.value.rstrip(SPACE), before.span)
            parts.append(piece)
        else:
            value = decode(piece)
            if isinstance(before, Mark) and before.strips_after:
                value = value.lstrip(SPACE)
            parts.append(Text(value, piece.span))
    return parts


def _take_off_indentation(parts: list[Text | Mark]) -> None:
    """What `<<-` does; a line of white space alone neither counts nor loses any."""
    starts: list[int] = []
    width: int | None = None
    fresh = True
    for index, part in enumerate(parts):
        if fresh:
            if isinstance(part, Mark):
                width = 0
            elif (rest := part.value.lstrip(SPACE)) or not part.value.endswith("\n"):
                spaces = len(part.value) - len(rest)
                width = spaces if width is None else min(width, spaces)
                starts.append(index)
        fresh = isinstance(part, Text) and part.value.endswith("\n")
    for index in starts:
        part = parts[index]
        assert isinstance(part, Text)
        parts[index] = Text(part.value[width:], part.span)


def _joined(parts: list[Text | Mark]) -> list[Text | Mark]:
    joined: list[Text | Mark] = []
    run: list[Text] = []
    for part in [*parts, None]:
        if isinstance(part, Text):
            run.append(part)
            continue
        if len(run) == 1:
            joined.append(run[0])
        elif run:
            joined.append(Text("".join(text.value for text in run), join(run[0].span, run[-1].span)))
        run = []
        if part is not None:
            joined.append(part)
    return joined


class _Open(Struct):
    """A directive that waits for its end."""

    mark: Mark
    body: list[TemplatePart] = field(default_factory=list)
    then: list[TemplatePart] | None = None


def _nested(parts: list[Text | Mark]) -> tuple[TemplatePart, ...]:
    result: list[TemplatePart] = []
    stack: list[_Open] = []
    for part in parts:
        target = stack[-1].body if stack else result
        if isinstance(part, Text):
            target.append(part)
        elif part.word == "":
            assert part.expression is not None
            target.append(Interpolation(part.expression, part.span))
        elif part.word in ("if", "for"):
            if len(stack) == MAX_DIRECTIVES:
                raise Fault(f"directives nested deeper than {MAX_DIRECTIVES} levels; split the template", part.span)
            stack.append(_Open(part))
        elif part.word == "else":
            _turn_to_else(stack, part)
        else:
            closed = _closed(stack, part)
            (stack[-1].body if stack else result).append(closed)
    if stack:
        word = stack[-1].mark.word
        raise Fault(f"`%{{ {word} }}` has no end; add `%{{ end{word} }}`", stack[-1].mark.span)
    return tuple(result)


def _turn_to_else(stack: list[_Open], mark: Mark) -> None:
    if not stack or stack[-1].mark.word != "if" or stack[-1].then is not None:
        raise Fault("`%{ else }` belongs to no `%{ if … }`; remove it", mark.span)
    stack[-1].then, stack[-1].body = stack[-1].body, []


def _closed(stack: list[_Open], mark: Mark) -> TemplatePart:
    if not stack or "end" + stack[-1].mark.word != mark.word:
        wanted = f"; expected `%{{ end{stack[-1].mark.word} }}` first" if stack else "; remove it"
        raise Fault(f"`%{{ {mark.word} }}` ends nothing{wanted}", mark.span)
    done = stack.pop()
    opener, span = done.mark, join(done.mark.span, mark.span)
    assert opener.expression is not None
    if opener.word == "for":
        return TemplateFor(opener.key, opener.value, opener.expression, tuple(done.body), span)
    if done.then is None:
        return TemplateIf(opener.expression, tuple(done.body), (), span)
    return TemplateIf(opener.expression, tuple(done.then), tuple(done.body), span)
