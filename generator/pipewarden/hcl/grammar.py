"""Compiles the grammar: python-hcl2's, amended by terraform.lark, into Lark's LALR(1) table."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import lark
import msgspec
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

_AMENDMENTS = Path(__file__).with_name("terraform.lark")


def compile_grammar() -> bytes:
    """The parser's table, from the grammars' text, as MessagePack; takes some 0.3 s.

    It is what Lark's own `save` takes apart, but without pickle: plain maps, lists, strings and numbers, which cannot
    run anything when they are read back.
    """

    def load(_base: object, path: str) -> tuple[str, str]:
        if path != "hcl2.lark":
            raise OSError(f"no grammar {path}")
        return path, _without_optional_space(_python_hcl2())

    parser = Lark(
        _AMENDMENTS.read_text(encoding="utf-8"),
        parser="lalr",
        lexer="basic",
        start=["file", "bare_expression", "bare_template"],
        import_paths=[load],
        maybe_placeholders=False,
    )
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    return msgspec.msgpack.encode(_plain({"data": data, "memo": memo}))


def ingredients() -> tuple[bytes, ...]:
    """All that the table depends on: Lark's version, both grammars and this file."""
    amendments, own = _AMENDMENTS.read_bytes(), Path(__file__).read_bytes()
    return lark.__version__.encode(), _python_hcl2().encode(), amendments, own


def load_grammar(table: bytes) -> Lark:
    """The parser for a table that `compile_grammar` made.

    Also after compiling: Lark compares the names in a table that has been read back three times as fast. Raises one
    of Python's own errors where `table` is something else.
    """
    dumped = msgspec.msgpack.decode(table, strict=False)
    load: Any = Lark._load_from_dict
    parser: Lark = load(dumped["data"], dumped["memo"])
    return parser


def _python_hcl2() -> str:
    """The text of python-hcl2's grammar, without importing the package, which takes longer than reading a stack."""
    spec = importlib.util.find_spec("hcl2")
    assert spec is not None and spec.origin is not None, "python-hcl2 is a dependency of this package"
    return Path(spec.origin).with_name("hcl2.lark").read_text(encoding="utf-8")


def _without_optional_space(grammar: str) -> str:
    """The grammar without the places where a new line, a comment or a strip mark may stand.

    The scanner decides those, and the table becomes a tenth of its size.
    """
    return re.sub(r"\b(?:new_line_or_comment|STRIP_MARKER)\?", "", grammar)


def _plain(value: object) -> object:
    """Lark's dump with its own kinds of strings and collections made plain, and what cannot be, left out."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items() if not callable(item)}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value if not callable(item)]
    if isinstance(value, int):
        return min(value, 2**32)  # the widest pattern's width, which only Lark's own lexer would look at
    return str(value) if isinstance(value, str) else value
