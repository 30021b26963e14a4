"""Files that differ, told apart by the manifest."""

from __future__ import annotations

import hashlib

from pipewarden.drift.differences import FileDifference, FileState, compare


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_each_state_is_told_apart() -> None:
    rendered = {"same.tf": b"1", "edited.tf": b"1", "moved_on.tf": b"2", "missing.tf": b"1"}
    found = {"same.tf": b"1", "edited.tf": b"x", "moved_on.tf": b"1", "extra.tf": b"x", "dropped.tf": b"1"}
    recorded = dict.fromkeys(["same.tf", "edited.tf", "moved_on.tf", "missing.tf", "dropped.tf"], _sha(b"1"))
    assert compare(rendered, found, recorded) == (
        FileDifference("dropped.tf", FileState.TEMPLATE, None, b"1"),
        FileDifference("edited.tf", FileState.EDITED, b"1", b"x"),
        FileDifference("extra.tf", FileState.EXTRA, None, b"x"),
        FileDifference("missing.tf", FileState.MISSING, b"1", None),
        FileDifference("moved_on.tf", FileState.TEMPLATE, b"2", b"1"),
    )


def test_without_a_manifest_a_difference_is_an_edit() -> None:
    assert compare({"a.tf": b"1"}, {"a.tf": b"2"}, None) == (FileDifference("a.tf", FileState.EDITED, b"1", b"2"),)
