"""The cache gives back what was stored or nothing, whatever happens to its files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipewarden import hcl
from pipewarden.hcl import cache as cache_file
from pipewarden.hcl.ast import File
from pipewarden.hcl.many import Source, parse_many
from pipewarden.store import cache_directory

DATA = b'resource "a" "b" {\n  c = "${d}" # e\n}\n'


def _entries(cache: hcl.Cache) -> list[Path]:
    return sorted(path for path in cache.directory.glob("*/*") if path.parent.name != "grammar")


def _filled(directory: Path, data: bytes = DATA) -> tuple[hcl.Cache, File]:
    cache = hcl.Cache(directory / "cache")
    return cache, parse_many([Source(data)], cache)[0]


def test_a_stored_tree_comes_back_whole(tmp_path: Path) -> None:
    cache, tree = _filled(tmp_path)
    assert cache.load(DATA, json=False) == tree == hcl.parse(DATA)


def test_a_problem_is_remembered_too(tmp_path: Path) -> None:
    cache, tree = _filled(tmp_path, b"a = \n")
    assert tree.problem is not None
    assert cache.load(b"a = \n", json=False) == tree


def test_other_content_and_the_other_syntax_are_not_known(tmp_path: Path) -> None:
    cache, _ = _filled(tmp_path)
    assert (cache.load(DATA + b"\n", json=False), cache.load(DATA, json=True)) == (None, None)


@pytest.mark.parametrize("damage", ["cut", "empty", "byte", "swapped", "directory"])
def test_a_damaged_entry_is_read_anew(damage: str, tmp_path: Path) -> None:
    cache, tree = _filled(tmp_path)
    (entry,) = _entries(cache)
    whole = entry.read_bytes()
    match damage:
        case "cut":
            entry.write_bytes(whole[:-1])
        case "empty":
            entry.write_bytes(b"")
        case "byte":
            entry.write_bytes(whole[:40] + bytes([whole[40] ^ 1]) + whole[41:])
        case "swapped":
            _filled(tmp_path, b"a = 1\n")
            (other,) = set(_entries(cache)) - {entry}
            entry.write_bytes(other.read_bytes())
        case "directory":
            entry.unlink()
            entry.mkdir()
    assert cache.load(DATA, json=False) is None
    assert parse_many([Source(DATA)], cache) == [tree]


def test_an_entry_of_another_version_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, _ = _filled(tmp_path)
    monkeypatch.setattr(cache_file, "__version__", "0.0.0")
    cache_file.generation.cache_clear()
    try:
        assert cache.load(DATA, json=False) is None
    finally:
        cache_file.generation.cache_clear()


def test_a_directory_that_others_may_write_to_is_left_alone(tmp_path: Path) -> None:
    cache, tree = _filled(tmp_path)
    cache.directory.chmod(0o777)
    assert cache.load(DATA, json=False) is None
    assert parse_many([Source(DATA), Source(b"a = 1\n")], cache)[0] == tree
    assert len(_entries(cache)) == 1


def test_a_place_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the directory should be", encoding="utf-8")
    cache, tree = _filled(tmp_path)
    assert tree == hcl.parse(DATA)
    assert cache.load(DATA, json=False) is None


def test_a_tree_too_deep_to_pack_is_read_every_time(tmp_path: Path) -> None:
    data = b"a = " + b"[" * 1000 + b"]" * 1000
    cache, tree = _filled(tmp_path, data)
    assert tree.problem is None
    assert (cache.load(data, json=False), _entries(cache)) == (None, [])


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    cache = hcl.Cache(tmp_path / "cache", max_bytes=1000)
    written: list[Path] = []
    for age in range(10):
        cache.store(b"%d" % age, b"x" * 100, json=False)
        (entry,) = set(_entries(cache)) - set(written)
        os.utime(entry, (age, age))
        written.append(entry)
    cache.evict()
    # An entry has 132 bytes with its checksum, and three quarters of the limit are kept.
    assert _entries(cache) == sorted(written[-5:])


@pytest.mark.parametrize("damage", [None, b"", b"\xff", b"-1\n"], ids=["whole", "empty", "no number", "negative"])
def test_what_is_stored_after_the_first_look_counts_too(damage: bytes | None, tmp_path: Path) -> None:
    for number in range(30):
        cache = hcl.Cache(tmp_path / "cache", max_bytes=1000)
        cache.store(b"%d" % number, b"x" * 100, json=False)
        if damage is not None and number:
            (cache.directory / "size").write_bytes(damage)
        cache.evict()
        assert sum(entry.stat().st_size for entry in _entries(cache)) <= 1000
    assert cache.load(b"0", json=False) is None


def test_the_file_of_sizes_stays_short(tmp_path: Path) -> None:
    cache, _ = _filled(tmp_path)
    for _ in range(4000):
        cache.evict()
    assert (cache.directory / "size").stat().st_size < 5000


def test_a_directory_that_is_not_full_is_not_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _filled(tmp_path)
    monkeypatch.setattr(Path, "glob", lambda *_: pytest.fail("looked through"))
    cache, tree = _filled(tmp_path, b"a = 1\n")
    assert cache.load(b"a = 1\n", json=False) == tree


def test_where_the_shipped_grammar_does_not_fit_it_is_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipewarden.hcl.shipped.FILE", tmp_path / "missing")
    monkeypatch.setattr("pipewarden.hcl.parser._loaded", [])
    cache, _ = _filled(tmp_path)
    table = cache.load_grammar()
    assert table is not None
    monkeypatch.setattr("pipewarden.hcl.parser._loaded", [])
    monkeypatch.setattr("pipewarden.hcl.grammar.compile_grammar", lambda: pytest.fail("compiled again"))
    assert len(parse_many([Source(b"b = 2\n")], cache)) == 1
    assert cache.load_grammar() == table


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"XDG_CACHE_HOME": "/c", "HOME": "/h"}, Path("/c/pipewarden")),
        ({"HOME": "/h"}, Path("/h/.cache/pipewarden")),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/h"}, Path("/h/.cache/pipewarden")),
        ({}, None),
    ],
    ids=["xdg", "home", "a relative one is ignored", "homeless"],
)
def test_the_directory_follows_the_environment(environment: dict[str, str], expected: Path | None) -> None:
    assert cache_directory(environment) == expected
