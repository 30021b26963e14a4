"""Cuts Terraform text into tokens, following the nesting of brackets, strings, heredocs and templates.

python-hcl2's own lexer asks the grammar what may come next, which cannot tell a new line that ends an argument from
one inside brackets, nor see into a heredoc. This one keeps a stack of what is open. Its rules are those of
HashiCorp's HCL (`hclsyntax/scan_tokens.rl` and `peeker.go`); Terraform itself is the test's oracle.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from pipewarden.hcl import scan_patterns as patterns
from pipewarden.hcl.ast import Comment, Span
from pipewarden.hcl.fault import Fault, TokenFault, clip
from pipewarden.hcl.frame import LINES, MAX_DEPTH, Frame, Kind, misplaced_closer, strange, unclosed
from pipewarden.hcl.token import Token


class Scanner:
    """One text on its way to the parser: `feed` takes each token, `expected` tells the terminals it would take next.

    `kind` is how the text is read: "file"; "group" for a lone expression, in which new lines mean nothing; or "bare"
    for a template without quotes. `within` confines the reading to a part of the text.
    """

    _pattern = patterns.CODE

    def __init__(
        self,
        text: str,
        feed: Callable[[Token], object],
        expected: Callable[[], Container[str]],
        kind: Kind = "file",
        within: Span | None = None,
    ) -> None:
        self.text = text
        self.comments: list[Comment] = []
        self.frames = [Frame(kind, "", None)]
        self.last: Token | None = None
        self._feed = feed
        self._expected = expected
        self._position = within.start if within else 0
        self._end = within.end if within else len(text)
        self._line = within.line if within else 1
        self._line_start = within.start - within.column + 1 if within else 0
        self._depth = 0

    def run(self) -> object:
        """Feeds every token of the text, a last new line where a file lacks it, and `$END`; returns what comes of it.

        Raises Fault where the text cannot be cut into tokens; `feed` raises what it likes.
        """
        if self.frames[0].kind == "file":
            self._lines(self.frames[0])
        while self._position < self._end:
            match self.frames[-1].kind:
                case "string":
                    self._string()
                case "heredoc":
                    self._heredoc()
                case "bare":
                    self._bare(self._end)
                case _:
                    self._code()
        if len(self.frames) > 1:
            raise unclosed(self.frames[-1])
        if self.frames[0].kind == "file" and self.last is not None and self.last.type != "NEWLINE":
            self._emit("NEWLINE", self._end)
        return self._feed(Token("$END", "", self._here(self._position)))

    def _code(self) -> None:
        """Tokens up to the start or the end of a template."""
        text, end, feed, expected = self.text, self._end, self._feed, self._expected
        match_code, keywords = self._pattern.match, patterns.KEYWORDS
        frames = self.frames
        frame = frames[-1]
        position = self._position
        while position < end:
            found = match_code(text, position, end)
            assert found is not None
            what = found.lastgroup
            if what is None:
                self._position = found.end()
                if self._position < end:
                    raise strange(text, self._here(self._position + 1))
                return
            start, stop = found.span(what)
            if what in ("steps", "string"):
                self._whole(what, start, stop)
                position = self._position = stop
                continue
            line, before = self._line, self._line_start - 1
            span = Span(start, stop, line, start - before, line, stop - before)
            if what == "name":
                name = text[start:stop]
                if not name.isascii() and not patterns.is_identifier(name):
                    raise Fault(f"`{clip(name)}` is not a name; a name has letters, digits, `_` and `-` only", span)
                type_ = keywords.get(name)
                token = Token(type_ if type_ is not None and type_ in expected() else "NAME", name, span)
            elif what == "operator":
                self._operator(text[start:stop], span, frame)
                position = self._position = stop
                continue
            elif what == "newline":
                position = self._position = stop
                self._line += text.count("\n", start, stop)
                self._line_start = stop
                if frame.kind in LINES:
                    if self.last is None or self.last.type != "NEWLINE":
                        token = Token("NEWLINE", "\n", span)
                        feed(token)
                        self.last = token
                    frame.in_value = False
                    self._depth = frame.depth
                    self._lines(frame)
                    position = self._position
                continue
            elif what == "comment":
                position = self._comment(start, stop)
                continue
            elif what == "number":
                token = self._number(span)
            else:
                self._position = stop
                if what == "open":
                    self._open(span, frame)
                elif what == "close":
                    self._close(span, frame)
                elif what == "quote":
                    self._push(Frame("string", '"', self._emit("DBLQUOTE", stop, start)))
                else:
                    self._open_heredoc(start, stop)
                if frames[-1].kind in ("string", "heredoc", "bare"):
                    return
                frame = frames[-1]
                position = self._position
                continue
            feed(token)
            self.last = token
            position = self._position = stop

    def _lines(self, frame: Frame) -> None:
        """Reads lines at the start of one, as far as they need no tokens."""

    def _whole(self, what: str, start: int, stop: int) -> None:
        """Reads what the pattern has found beyond tokens."""
        raise NotImplementedError(what)

    def _operator(self, sign: str, span: Span, frame: Frame) -> None:
        token = Token(patterns.OPERATORS.get(sign) or patterns.SPLATS[sign[0]], sign, span)
        if token.type not in patterns.FLAT:
            self._deepen(span, Fault)
        elif frame.kind == "group" and sign in "=:" and self.last is not None and self.last.type == "FOR":
            raise Fault('`{ for` begins a `for` expression; write the key in quotes, `"for"`', span)
        if sign == "/" and self.text.startswith("*", span.end):
            raise Fault("the comment is never closed; add `*/`", span)
        self._feed(token)
        self.last = token
        if sign == "=" or (sign == ":" and frame.kind == "object"):
            frame.in_value = True
        elif sign == ",":
            frame.in_value = False
            self._depth = frame.depth

    def _open(self, span: Span, frame: Frame) -> None:
        sign = self.text[span.start]
        type_, closer = patterns.BRACKETS[sign]
        token = Token(type_, sign, span)
        kind: Kind = "group"
        if sign == "{":
            if frame.kind in ("file", "block") and not frame.in_value:
                kind = "block"
            elif patterns.FOR_AHEAD.match(self.text, span.end, self._end) is None:
                kind = "object"
        self._feed(token)
        self.last = token
        self._push(Frame(kind, closer, token))

    def _close(self, span: Span, frame: Frame) -> None:
        sign = self.text[span.start : span.end]
        wanted = frame.kind == "template" if sign == "~}" else sign == frame.closer
        if not wanted:
            raise misplaced_closer(sign, span, frame)
        token = Token(patterns.CLOSERS["}" if sign == "~}" else sign], sign, span)
        self._feed(token)
        self.last = token
        self._pop()

    def _string(self) -> None:
        frame = self.frames[-1]
        found = patterns.QUOTED_TEXT.match(self.text, self._position, self._end)
        assert found is not None
        if found.end() > self._position:
            self._emit("STRING_CHARS", found.end())
        at = self._position
        if at >= self._end or self.text[at] in "\r\n":
            raise unclosed(frame)
        if self.text[at] == '"':
            self._emit("DBLQUOTE", at + 1)
            self._pop()
        elif self.text[at] in "$%":
            self._open_template()
        elif self.text[at] == "\\":
            raise Fault("the `\\` escapes nothing; write `\\\\` for a backslash", self._here(at + 1))
        else:
            raise strange(self.text, self._here(self._position + 1))

    def _open_heredoc(self, start: int, stop: int) -> None:
        token = self._emit("HEREDOC_START", stop, start)
        marker = token.text.lstrip("<").removeprefix("-").rstrip("\r\n")
        if not patterns.is_identifier(marker):
            raise Fault(f"`{clip(marker)}` cannot mark a heredoc; use a name such as `EOT`", token.span)
        self._line += 1
        self._line_start = stop
        self._push(Frame("heredoc", marker, token))

    def _heredoc(self) -> None:
        frame = self.frames[-1]
        if frame.end is None or frame.end.start() < self._position:
            frame.end = patterns.heredoc_end(frame.closer).search(self.text, self._position, self._end)
            if frame.end is None:
                raise unclosed(frame)
        if frame.end.start() > self._position:
            self._bare(frame.end.start())
            return
        start = self.text.index(frame.closer, self._position)
        self._emit("HEREDOC_END", start + len(frame.closer), start)
        self._position = frame.end.end() - (2 if frame.end[0].endswith("\r\n") else 1)
        self._pop()

    def _bare(self, end: int) -> None:
        """Literal text as far as it goes, over several lines, or the start of what is none."""
        found = patterns.BARE_TEXT.match(self.text, self._position, end)
        assert found is not None
        stop = found.end()
        if stop < end and self.text[stop] == "\r" and self.frames[-1].kind == "bare":
            stop = end  # Terraform's scanner gives up there, and takes the rest for text, `${` too
        if stop == self._position:
            if self.text[self._position] not in "$%":
                raise strange(self.text, self._here(self._position + 1))
            self._open_template()
            return
        here = self._here(stop)
        breaks = self.text.count("\n", here.start, stop)
        if breaks:
            self._line += breaks
            self._line_start = self.text.rindex("\n", here.start, stop) + 1
        self._position = stop
        span = Span(here.start, stop, here.line, here.column, self._line, stop - self._line_start + 1)
        token = Token("STRING_CHARS", self.text[here.start : stop], span)
        self._feed(token)
        self.last = token

    def _open_template(self) -> None:
        at = self._position
        type_ = "INTERP_START" if self.text[at] == "$" else "DIRECTIVE_START"
        length = 3 if self.text.startswith("~", at + 2) else 2
        self._push(Frame("template", "}", self._emit(type_, at + length)))

    def _comment(self, start: int, stop: int) -> int:
        text = self.text[start:stop]
        line, column = self._line, start - self._line_start + 1
        breaks = text.count("\n")
        if breaks:
            self._line += breaks
            self._line_start = start + text.rindex("\n") + 1
        written = text.rstrip("\r").encode(errors="surrogateescape").decode(errors="replace")
        last = start + len(text.rstrip("\r"))
        self.comments.append(Comment(written, Span(start, last, line, column, self._line, last - self._line_start + 1)))
        self._position = stop
        return stop

    def _number(self, span: Span) -> Token:
        text = self.text[span.start : span.end]
        legacy_index = self.last is not None and self.last.type == "DOT"
        if legacy_index and "." in text:
            first, _, second = text.partition(".")
            raise Fault(f"two indexes with dots in a row; write `[{clip(first)}][{clip(second)}]`", span)
        if patterns.NUMBER.fullmatch(text) is None:
            raise Fault(f"`{clip(text)}` is not a number; put text in quotes", span)
        return Token("INT_LITERAL" if text.isdecimal() or legacy_index else "FLOAT_LITERAL", text, span)

    def _emit(self, type_: str, stop: int, start: int | None = None) -> Token:
        """Feeds one token that stays on its line, and moves behind it."""
        start = self._position if start is None else start
        before = self._line_start - 1
        token = Token(
            type_, self.text[start:stop], Span(start, stop, self._line, start - before, self._line, stop - before)
        )
        self._position = stop
        self._feed(token)
        self.last = token
        return token

    def _push(self, frame: Frame) -> None:
        assert frame.opener is not None
        self._deepen(frame.opener.span, TokenFault)
        frame.depth = self._depth
        self.frames.append(frame)

    def _pop(self) -> None:
        frame = self.frames.pop()
        # An index nests what it stands behind, so its level stays until the item ends; interpolations stand in a row.
        self._depth = frame.depth - (frame.kind == "template")

    def _deepen(self, at: Span, fault: type[Fault]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise fault(f"nested deeper than {MAX_DEPTH} levels; split the expression into locals", at)

    def _here(self, stop: int) -> Span:
        before = self._line_start - 1
        return Span(self._position, stop, self._line, self._position - before, self._line, stop - before)
