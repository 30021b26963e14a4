"""The page of the survivors is read, and every row of it is complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from mutate.mutant import Key
from mutate.survivors import read

KEY = Key("bucket", "aws_s3_bucket.logs", "rule[old].days", "lowered to 3")


def rows(folder: Path, *lines: str) -> Path:
    page = folder / "survivors.md"
    page.write_text("\n".join(["| element | path | change | why |", "|---|---|---|---|", *lines]), encoding="utf-8")
    return page


@pytest.mark.parametrize(
    ("row", "excuses"),
    [
        ("| `aws_s3_bucket.logs` | `rule[old].days` | `lowered to 3` | Why. |", True),
        ("| `bucket: aws_s3_bucket.logs` | `rule*.days` | `lowered*` | Why. |", True),
        ("| `aws_kms_key.*` `aws_s3_bucket.*` | `*` | `removed` `lowered to *` | Why. |", True),
        ("| `*` | `rule[o].days` | `*` | A bracket is no class of characters. |", False),
        ("| `trail: aws_s3_bucket.logs` | `*` | `*` | Why. |", False),
        ("| `*` | `days` | `*` | The whole path must fit. |", False),
        ("| `*` | `` | `*` | The whole block only. |", False),
    ],
)
def test_a_row_excuses_what_all_its_patterns_fit(tmp_path: Path, row: str, excuses: bool) -> None:
    (rule,) = read(rows(tmp_path, row))
    assert rule.excuses(KEY) is excuses
    assert rule.line == 3


@pytest.mark.parametrize(
    "row", ["| `a` | `b` | `c` |", "| `a` | `b` | c | Why. |", "| `a` | `b` | `c` |  |", "| `a` | `b` | `c` | d | e |"]
)
def test_a_row_that_is_not_complete_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(ValueError, match="line 3"):
        read(rows(tmp_path, row))


def test_the_page_is_complete() -> None:
    assert len(read()) > 20
