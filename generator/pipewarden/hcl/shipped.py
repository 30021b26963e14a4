"""The compiled grammar that the package brings along, so that a first run need not compile it.

The file begins with a hash of what it was compiled from. With another version of Lark, or another grammar, it does not
count, and the grammar is compiled as if there were no file. `make grammar` writes it.
"""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

from pipewarden.hcl.grammar import compile_grammar, ingredients

FILE = Path(__file__).with_name("terraform.table")
_KEY = 32


def shipped_table() -> bytes | None:
    """The table, None where the file is missing, damaged or made from something else."""
    try:
        content = FILE.read_bytes()
        return zlib.decompress(content[_KEY:]) if content[:_KEY] == _key() else None
    except (OSError, zlib.error):
        return None


def packed() -> bytes:
    """What the file has to hold. Its bytes differ from run to run, for Lark's tables are written from sets."""
    return _key() + zlib.compress(compile_grammar(), 9)


def _key() -> bytes:
    return hashlib.sha256(b"\0".join(ingredients())).digest()
