"""Drives the parser: the scanner cuts the text, the driver follows Lark's table, the builder makes the tree."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from pipewarden.hcl.ast import Comment, Span
from pipewarden.hcl.expectation import explain
from pipewarden.hcl.fault import Fault, TokenFault
from pipewarden.hcl.frame import Kind
from pipewarden.hcl.lalr import Driver, Table, UnexpectedTokenError, table_of
from pipewarden.hcl.scan import Scanner
from pipewarden.hcl.scan_whole import WholeScanner
from pipewarden.hcl.token import Token
from pipewarden.hcl.whole import NotPlainError

_START: dict[Kind, str] = {"file": "file", "group": "bare_expression", "bare": "bare_template"}


_loaded: list[Table] = []


def provide(table: bytes) -> None:
    """Let this process parse with a grammar that is compiled already, unless it has one."""
    from pipewarden.hcl.grammar import load_grammar

    if not _loaded:
        _loaded.append(table_of(load_grammar(table)))


def provided() -> bool:
    """Whether this process has the grammar."""
    return bool(_loaded)


def parser() -> Table:
    """The grammar of this process, read or compiled when it is first asked for."""
    from pipewarden.hcl.grammar import compile_grammar
    from pipewarden.hcl.shipped import shipped_table

    if not _loaded:
        provide(shipped_table() or compile_grammar())
    return _loaded[0]


def build(
    text: str, kind: Kind, within: Span | None = None, place: Callable[[Span], Span] | None = None
) -> tuple[Any, tuple[Comment, ...]]:
    """What the builder makes of `text`, or of the part `within`; and its comments.

    `place` tells where a span of `text` stands in the file, where that is elsewhere. Raises Fault.
    """
    if place is None and within is None:
        # What is wrong with a text is said of its tokens, so a text with a fault is read once more.
        with contextlib.suppress(NotPlainError, UnexpectedTokenError, Fault):
            driver = Driver(parser(), _START[kind])
            return _run(WholeScanner(text, driver.feed, driver.expected, kind, driver.take))
    driver = Driver(parser(), _START[kind])
    feed = driver.feed if place is None else _placing(driver.feed, place)
    scanner = Scanner(text, feed, driver.expected, kind, within)
    try:
        return _run(scanner)
    except TokenFault:
        raise
    except UnexpectedTokenError as error:
        raise explain(error.token, error.expected, scanner) from None
    except Fault as fault:
        raise Fault(fault.message, place(fault.at) if place else fault.at) from None


def _run(scanner: Scanner) -> tuple[Any, tuple[Comment, ...]]:
    return scanner.run(), tuple(scanner.comments)


def _placing(feed: Callable[[Token], object], place: Callable[[Span], Span]) -> Callable[[Token], object]:
    def placing(token: Token) -> object:
        token.span = place(token.span)
        try:
            return feed(token)
        except Fault as fault:
            raise TokenFault(fault.message, fault.at) from None

    return placing
