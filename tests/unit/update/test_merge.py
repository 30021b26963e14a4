"""Three-way merges of a tree: no edit is lost, and no change of the templates either."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipewarden.git import Favour, Merged, merge_file
from pipewarden.update.merge import Action, Conflicts, FileMerge, merge, results

BASE = b"one\ntwo\nthree\nfour\nfive\nsix\nseven\n"
EDITED = BASE.replace(b"one", b"ONE")
MOVED_ON = BASE.replace(b"seven", b"SEVEN")
CLASHING = BASE.replace(b"one", b"1")


def combine(ours: bytes, base: bytes, theirs: bytes, favour: Favour | None) -> Merged:
    return merge_file(ours, base, theirs, names=("edited", "base", "rendered"), favour=favour)


def merge_one(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, left: Conflicts = Conflicts.MARKS
) -> FileMerge:
    sides = ({"a.tf": data} if data is not None else {} for data in (base, ours, theirs))
    (merged,) = merge(*sides, combine, left)
    return merged


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "action", "after"),
    [
        pytest.param(BASE, BASE, BASE, Action.KEPT, BASE, id="nothing changed"),
        pytest.param(BASE, EDITED, BASE, Action.KEPT, EDITED, id="edited by hand"),
        pytest.param(BASE, EDITED, EDITED, Action.KEPT, EDITED, id="both made the same edit"),
        pytest.param(BASE, BASE, MOVED_ON, Action.REPLACED, MOVED_ON, id="templates moved on"),
        pytest.param(
            BASE, EDITED, MOVED_ON, Action.MERGED, EDITED.replace(b"seven", b"SEVEN"), id="both, in two places"
        ),
        pytest.param(None, None, BASE, Action.ADDED, BASE, id="new in the templates"),
        pytest.param(None, BASE, BASE, Action.KEPT, BASE, id="new in the templates, there already"),
        pytest.param(BASE, BASE, None, Action.REMOVED, None, id="no longer rendered"),
        pytest.param(BASE, None, None, Action.KEPT, None, id="gone on both sides"),
        pytest.param(BASE, None, BASE, Action.KEPT, None, id="deleted by hand"),
        pytest.param(BASE, None, MOVED_ON, Action.CONFLICT, MOVED_ON, id="deleted by hand, and moved on"),
        pytest.param(BASE, EDITED, None, Action.CONFLICT, EDITED, id="edited by hand, and no longer rendered"),
        pytest.param(BASE, b"\0", MOVED_ON, Action.CONFLICT, b"\0", id="made binary by hand"),
        pytest.param(BASE, b"", MOVED_ON, Action.CONFLICT, None, id="emptied by hand"),
    ],
)
def test_each_case_of_one_file(
    base: bytes | None, ours: bytes | None, theirs: bytes | None, action: Action, after: bytes | None
) -> None:
    merged = merge_one(base, ours, theirs)
    assert merged.action is action
    assert merged.before == ours
    if ours != b"":
        assert merged.after == after
    assert bool(merged.conflicts) is (action is Action.CONFLICT)


def test_a_conflict_shows_both_sides() -> None:
    merged = merge_one(BASE, EDITED, CLASHING)
    assert merged.conflicts == 1
    assert merged.after is not None
    assert merged.after.startswith(b"<<<<<<< edited\nONE\n=======\n1\n>>>>>>> rendered\ntwo\n")


def test_a_file_that_nobody_rendered_is_never_overwritten() -> None:
    merged = merge_one(None, b"mine\n", b"theirs\n")
    assert merged.after == b"<<<<<<< edited\nmine\n=======\ntheirs\n>>>>>>> rendered\n"


def test_rejected_changes_apply_with_patch(tmp_path: Path) -> None:
    theirs = CLASHING.replace(b"seven", b"SEVEN")
    merged = merge_one(BASE, EDITED, theirs, Conflicts.REJ)
    assert merged.after == b"ONE\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n"
    assert merged.reject is not None
    (tmp_path / "a.tf").write_bytes(merged.after)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=merged.reject, check=True)
    assert (tmp_path / "a.tf").read_bytes() == theirs


def test_a_deleted_file_stays_deleted_and_its_change_is_rejected(tmp_path: Path) -> None:
    merged = merge_one(BASE, None, MOVED_ON, Conflicts.REJ)
    assert merged.after is None
    assert merged.reject is not None
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=merged.reject, check=True)
    assert (tmp_path / "a.tf").read_bytes() == MOVED_ON
    assert dict(results((merged,))) == {"a.tf.rej": merged.reject}


def test_windows_line_ends_are_kept_and_are_no_conflict() -> None:
    merged = merge_one(BASE, EDITED.replace(b"\n", b"\r\n"), MOVED_ON)
    assert merged.conflicts == 0
    assert merged.after == EDITED.replace(b"seven", b"SEVEN").replace(b"\n", b"\r\n")


_LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"}\n", b"\n"]), max_size=8)
_FILES = st.builds(lambda lines, last: b"".join(lines) + last, _LINES, st.sampled_from([b"", b"end"]))


@settings(max_examples=100, deadline=None)
@given(_FILES, _FILES, _FILES)
def test_what_only_one_side_changed_is_taken_whole(base: bytes, ours: bytes, theirs: bytes) -> None:
    assert merge_one(base, ours, base).after == ours
    assert merge_one(base, base, theirs).after == theirs
    assert merge_one(base, theirs, theirs).after == theirs


@settings(max_examples=100, deadline=None)
@given(_FILES, _FILES, _FILES)
def test_with_rejects_every_conflict_is_in_the_reject(base: bytes, ours: bytes, theirs: bytes) -> None:
    merged = merge_one(base, ours, theirs, Conflicts.REJ)
    marked = merge_one(base, ours, theirs, Conflicts.MARKS)
    assert merged.conflicts == marked.conflicts
    assert bool(merged.reject) is bool(marked.conflicts)
    assert merged.after is not None
    assert b"<<<<<<<" not in merged.after
