"""Whole trees, byte for byte: the goldens, and the reference modules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipewarden.render import Layout, difference, look, review, stamped
from pipewarden.spec import load

ROOT = Path(__file__).parents[3]
CASES: list[tuple[str, str, Layout]] = [
    *(
        (spec.relative_to(ROOT).as_posix(), spec.with_name("tree").relative_to(ROOT).as_posix(), "stack")
        for spec in sorted(ROOT.glob("tests/golden/*/spec.yaml"))
    ),
    ("modules/reference.yaml", "modules", "reference"),
]


@pytest.mark.parametrize(("spec", "folder", "layout"), CASES, ids=[case[1] for case in CASES])
def test_the_tree_is_what_the_spec_renders(spec: str, folder: str, layout: Layout) -> None:
    tree = stamped(load((ROOT / spec).read_text(encoding="utf-8"), spec), layout)
    found = look(ROOT / folder, tree)
    changes = review(tree, found)
    command = f"pipewarden render {spec} -o {folder}{' --reference' if layout == 'reference' else ''}"
    assert not changes.changes, f"{difference(tree, found, changes)}\nto regenerate: {command}"
    on_disk = {file.relative_to(ROOT / folder).as_posix() for file in (ROOT / folder).rglob("*") if file.is_file()}
    kept = {"reference.yaml"} if layout == "reference" else set()
    assert {path for path in on_disk if ".terraform" not in path} == {*tree, *kept}


def test_bytes_do_not_depend_on_the_process() -> None:
    program = (
        "import hashlib, sys; from pathlib import Path\n"
        "from pipewarden.render import stamped; from pipewarden.spec import load\n"
        "tree = stamped(load(Path(sys.argv[1]).read_text(encoding='utf-8')))\n"
        "print(hashlib.sha256(repr(sorted(tree.items())).encode()).hexdigest())"
    )
    spec = str(ROOT / "tests/golden/everything/spec.yaml")
    digests = {
        subprocess.run(
            [sys.executable, "-c", program, spec],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            cwd=folder,
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone, locale, folder in (("1", "UTC", "C", ROOT), ("2", "Asia/Tokyo", "C.UTF-8", ROOT.parent))
    }
    assert len(digests) == 1
