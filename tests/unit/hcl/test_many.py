"""Many files are read alike on one process and on several, from the cache and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden import hcl
from pipewarden.hcl import many
from pipewarden.hcl.ast import File
from pipewarden.hcl.many import Source, parse_many

SOURCES = [
    Source(b"a = 1\n"),
    Source(b"a = [\n"),
    Source(b'{"locals": {"a": "${b}"}}', json=True),
    Source(b"a = " + b"[" * 1000 + b"]" * 1000),
    Source(b"\xff"),
    Source(b"a = 1\n"),
    Source(b""),
]
TOO_DEEP_TO_PACK = 3


def _seen(trees: list[File]) -> list[object]:
    """The trees to compare; of the one that is too deep for `==`, what stands outside."""
    return [(tree.body.span, tree.problem) if index == TOO_DEEP_TO_PACK else tree for index, tree in enumerate(trees)]


TREES = _seen([hcl.parse(source.data, json=source.json) for source in SOURCES])


@pytest.mark.parametrize("processes", [1, 3])
def test_order_and_content(processes: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(many, "WORTH_A_PROCESS", 1)
    cache = hcl.Cache(tmp_path / "cache")
    assert _seen(parse_many(SOURCES, None, processes)) == TREES
    assert _seen(parse_many(SOURCES, cache, processes)) == TREES
    assert _seen(parse_many(SOURCES, cache, processes)) == TREES


def test_work_is_really_done_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "WORTH_A_PROCESS", 1)
    packed = many._parse_apart(SOURCES, 2)
    assert [index for index, tree in enumerate(packed) if tree is None] == [TOO_DEEP_TO_PACK]


def test_a_machine_without_processes_reads_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no processes")

    monkeypatch.setattr(many, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert _seen(parse_many(SOURCES, None, 2)) == TREES


def test_files_are_spread_by_size() -> None:
    sources = [Source(b"x" * size) for size in (1, 5, 9, 3)]
    assert many._shares(sources, 2) == [[2], [1, 3, 0]]


def test_no_files() -> None:
    assert parse_many([], None, 2) == []
