"""The compiled grammar in the package is the one that would be compiled, and counts only where it fits."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pipewarden.hcl import shipped
from pipewarden.hcl.grammar import compile_grammar


def _rules(table: bytes) -> list[str]:
    memo = msgspec.msgpack.decode(table, strict=False)["memo"]
    return sorted(
        str((item["origin"], item["expansion"], item["alias"])) for item in memo.values() if item["__type__"] == "Rule"
    )


def test_the_shipped_table_has_the_rules_of_the_grammar() -> None:
    table = shipped.shipped_table()
    assert table is not None, "run `make grammar` and commit the result"
    assert len(_rules(table)) > 100
    assert _rules(table) == _rules(compile_grammar())


@pytest.mark.parametrize("damage", ["missing", "another grammar", "cut short", "altered"])
def test_a_table_that_does_not_fit_does_not_count(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = shipped.FILE.read_bytes()
    file = tmp_path / "terraform.table"
    monkeypatch.setattr(shipped, "FILE", file)
    file.write_bytes(content)
    assert shipped.shipped_table() is not None
    match damage:
        case "missing":
            file.unlink()
        case "another grammar":
            file.write_bytes(bytes(32) + content[32:])
        case "cut short":
            file.write_bytes(content[:-100])
        case "altered":
            file.write_bytes(content[:5000] + b"\0" * 20 + content[5020:])
    assert shipped.shipped_table() is None
