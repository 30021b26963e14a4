"""Compiles the grammar: python-hcl2's, amended by terraform.lark, into Lark's LALR(1) table."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from importlib import metadata
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from pipewarden.hcl.build import Builder

_AMENDMENTS = Path(__file__).with_name("terraform.lark")
_STARTS = ["file", "bare_expression", "bare_template"]


def compile_grammar() -> Lark:
    """The parser, from the grammars' text; takes some 0.3 s."""

    def load(_base: object, path: str) -> tuple[str, str]:
        if path != "hcl2.lark":
            raise OSError(f"no grammar {path}")
        return path, _without_optional_space(_python_hcl2())

    return Lark(
        _AMENDMENTS.read_text(encoding="utf-8"),
        parser="lalr",
        lexer="basic",
        start=_STARTS,
        import_paths=[load],
        maybe_placeholders=False,
        transformer=Builder(),
    )


def dump_grammar(parser: Lark) -> dict[str, Any]:
    """What Lark needs to rebuild `parser`: plain dicts, lists, strings and numbers, nothing that runs."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    data["options"] = {name: value for name, value in data["options"].items() if _is_plain(value)}
    return {"data": data, "memo": memo}


def load_grammar(dumped: dict[str, Any]) -> Lark:
    """The parser that `dump_grammar` took apart; any of Python's errors where `dumped` is something else."""
    load: Any = Lark._load_from_dict
    parser: Lark = load(dumped["data"], dumped["memo"], transformer=Builder())
    return parser


def grammar_digest() -> str:
    """A hash of all that the table depends on."""
    parts = [metadata.version("lark"), _python_hcl2(), _AMENDMENTS.read_text(encoding="utf-8")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


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


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, bool | int | str) or value == []
