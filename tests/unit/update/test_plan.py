"""What an update writes, and what brings back what it replaced."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.git import Favour, Merged, merge_file
from pipewarden.render import Folder, Manifest, manifest
from pipewarden.update.plan import Update, plan
from pipewarden.update.record import FOLDER, IGNORE, Record, digest, encode, latest, next_path, of_change, parse
from pipewarden.update.undo import undo

BASE = b"one\ntwo\nthree\nfour\nfive\nsix\nseven\n"
RENDERED = {"a.tf": BASE.replace(b"seven", b"7"), "new.tf": b"new\n", manifest.PATH: b"{new}"}


def combine(ours: bytes, base: bytes, theirs: bytes, favour: Favour | None) -> Merged:
    return merge_file(ours, base, theirs, names=("edited", "base", "rendered"), favour=favour)


def folder_with(**edits: bytes) -> Folder:
    files = {"a.tf": BASE, "old.tf": b"old\n"}
    found = {**files, **{name.replace("_", "."): data for name, data in edits.items()}}
    return Folder(Manifest("0", "", "stack", files), {**found, manifest.PATH: b"{old}"})


def applied(folder: Folder, update: Update) -> dict[str, bytes]:
    left = {path: data for path, data in folder.files.items() if path not in update.removing}
    return {**left, **update.tree}


def visible(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if not path.startswith(FOLDER)}


def test_a_plan_merges_adds_removes_and_records() -> None:
    folder = folder_with(a_tf=BASE.replace(b"one", b"1"))
    update = plan(folder, RENDERED, [], combine)
    assert visible(applied(folder, update)) == {
        "a.tf": b"1\ntwo\nthree\nfour\nfive\nsix\n7\n",
        "new.tf": b"new\n",
        manifest.PATH: b"{new}",
    }
    assert update.removing == ("old.tf",)
    assert update.tree[IGNORE] == b"*\n"
    assert update.before == dict(folder.files)


def test_nothing_to_do_writes_no_record() -> None:
    folder = Folder(Manifest("0", "", "stack", {"a.tf": BASE}), {"a.tf": BASE, manifest.PATH: b"{}"})
    update = plan(folder, {"a.tf": BASE, manifest.PATH: b"{}"}, [], combine)
    assert not update.changes
    assert FOLDER not in "".join(update.tree)


def test_undo_brings_back_every_byte_and_removes_what_came() -> None:
    folder = folder_with(a_tf=BASE.replace(b"one", b"1") + b"\xff\x00")
    update = plan(folder, RENDERED, [], combine)
    after = applied(folder, update)
    record = parse(update.tree[f"{FOLDER}/0001.json"], "record")
    back = undo(Folder(None, after), record, ["0001.json"])
    restored = {path: data for path, data in {**after, **back.tree}.items() if path not in back.removing}
    assert restored == dict(folder.files)


def test_an_undo_keeps_the_records_of_earlier_updates() -> None:
    back = undo(
        Folder(None, {"a.tf": b"2"}), Record({"a.tf": b"1"}, {"a.tf": digest(b"2")}), ["0001.json", "0002.json"]
    )
    assert back.removing == (f"{FOLDER}/0002.json",)


def test_an_undo_does_not_lose_later_edits() -> None:
    record = Record({"a.tf": b"1", "b.tf": None}, {"a.tf": digest(b"2"), "b.tf": digest(b"b")})
    edited = Folder(None, {"a.tf": b"3", "b.tf": b"b"})
    with pytest.raises(PipewardenError, match=r"(?s)edited after the update.*a\.tf"):
        undo(edited, record, ["0001.json"])
    assert undo(edited, record, ["0001.json"], force=True).tree == {"a.tf": b"1"}


def test_marks_of_an_earlier_conflict_stop_the_next_update() -> None:
    folder = folder_with(a_tf=b"one\n<<<<<<< edited\n1\n=======\n2\n>>>>>>> rendered\n")
    with pytest.raises(PipewardenError, match=r"^stack/a\.tf:2: a conflict of an earlier update"):
        plan(folder, RENDERED, [], combine, shown=lambda path: f"stack/{path}")


def test_a_tree_without_manifest_is_merged_without_a_base() -> None:
    update = plan(Folder(None, {"a.tf": RENDERED["a.tf"], "new.tf": b"mine\n"}), RENDERED, [], combine)
    assert update.conflicts == 1
    assert update.tree["new.tf"] == b"<<<<<<< edited\nmine\n=======\nnew\n>>>>>>> rendered\n"


def test_a_record_holds_only_what_changed() -> None:
    record = of_change({"same": b"1", "changed": b"1", "gone": b"1"}, {"same": b"1", "changed": b"2", "came": b"2"})
    assert record == Record(
        {"came": None, "changed": b"1", "gone": b"1"}, {"came": digest(b"2"), "changed": digest(b"2"), "gone": None}
    )
    assert parse(encode(record), "record") == record


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\xff", b'{"schema_version":1,"files":{"a":{"before":"*","after":null}}}']
)
def test_a_broken_record_is_an_error(data: bytes) -> None:
    with pytest.raises(PipewardenError, match="no record of an update"):
        parse(data, "record")


def test_records_are_numbered() -> None:
    assert latest([]) is None
    assert next_path([]) == f"{FOLDER}/0001.json"
    assert latest(["0002.json", "0010.json", "x.json", "10000.json"]) == "10000.json"
    assert next_path(["0009.json", "0010.json"]) == f"{FOLDER}/0011.json"


def test_a_record_is_json() -> None:
    assert json.loads(encode(Record({"a": None}, {"a": None})))["schema_version"] == 1
