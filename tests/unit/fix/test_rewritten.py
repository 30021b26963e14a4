"""A mend does not depend on how a stack is written: bad examples are mended in Terraform's JSON syntax, and policies in
every notation, too.

`PIPEWARDEN_THOROUGH=1` writes each policy in every way; otherwise each is written in a few, and all together in all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from zlib import crc32

import pytest

from pipewarden.cli.configuration import load
from pipewarden.fix.diagnosis import Clinic
from pipewarden.fix.plan import treat
from pipewarden.stack import Deployment
from pipewarden.trial.parser import Parser
from rewriting import layout
from rewriting.placements import WAYS
from rewriting.policies import policies
from rewriting.tree import Tree, read
from terraform_fixtures import OfflineTerraform

CONTROLS = Path(__file__).parents[2] / "controls"
MENDED = (Path(__file__).parent / "mended.txt").read_text(encoding="utf-8").split()
OF_POLICIES = ("bucket-old-tls", "bucket-plaintext-transport", "bucket-unencrypted-upload", "topic-unencrypted")
THOROUGH = os.environ.get("PIPEWARDEN_THOROUGH") == "1"
SAMPLE = 3
NATIVE_ONLY = ("bucket-open-to-world", "pipeline-role-shared", "role-trust-open")
"""Their mend changes a statement; a policy that is computed in a string of the JSON syntax is left to a person."""


@cache
def parser() -> Parser:
    return Parser()


def fixture(name: str) -> Tree:
    path = CONTROLS / name
    return read(path if path.is_dir() else path.with_name(f"{path.name}.tf"))


def in_json(tree: Tree) -> Tree:
    """The tree with every file in the JSON syntax for which that is possible."""
    for _ in range(len(tree.files)):
        tree = layout.to_json(tree, Random(0)) or tree
    return tree


def write(tree: Tree, folder: Path) -> None:
    for path, text in tree.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())


def mend(folder: Path, control: str) -> None:
    """Mends the control's findings in a folder, which breaks nothing else and is done in one go."""
    clinic = Clinic(folder, Deployment(), lambda root: load(folder / root, None), parser().parse_all)
    first = clinic.examine({})
    treatment = treat(clinic, first, frozenset({control}))
    assert treatment.left == {}
    assert treatment.patches
    after = clinic.examine(treatment.patches)
    assert not any(found == control for found, _ in after.keys)
    assert after.keys < first.keys
    for path, data in treatment.patches.items():
        (folder / path).write_bytes(data)


@pytest.mark.parametrize("name", [name for name in MENDED if not name.startswith(NATIVE_ONLY)])
def test_a_bad_example_is_mended_in_the_json_syntax(name: str, tmp_path: Path) -> None:
    write(in_json(fixture(name)), tmp_path)
    mend(tmp_path, name.partition("/")[0])


def _ways(name: str) -> list[str]:
    by_chance = sorted(WAYS, key=lambda way: crc32(f"{name} {way}".encode()))
    return by_chance if THOROUGH else by_chance[:SAMPLE]


@pytest.mark.parametrize("name", [name for name in MENDED if name.startswith(OF_POLICIES)])
@pytest.mark.parametrize("syntax", [lambda tree: tree, in_json], ids=["native", "json"])
def test_a_policy_is_mended_in_other_notations(name: str, syntax: Callable[[Tree], Tree], tmp_path: Path) -> None:
    tree = fixture(name)
    found = list(policies(tree))
    for way in _ways(name):
        changed = WAYS[way](tree, found)
        if changed is not None:
            write(syntax(changed), tmp_path / way)
            mend(tmp_path / way, name.partition("/")[0])


def test_terraform_takes_what_was_mended_in_the_json_syntax(tmp_path: Path, terraform: OfflineTerraform) -> None:
    names = [
        name
        for name in MENDED
        if name.startswith(("bucket-", "trail-blind", "topic-", "kms-rotation", "vpc-"))
        and not name.startswith(NATIVE_ONLY)
    ]
    folders = {name: f"case_{number}" for number, name in enumerate(names)}
    calls = (f'module "{folder}" {{\n  source = "./{folder}"\n}}\n' for folder in folders.values())
    (tmp_path / "main.tf").write_text("\n".join(calls))
    for name, folder in folders.items():
        write(in_json(fixture(name)), tmp_path / folder)
    terraform.ok(tmp_path, "init")
    before = _errors(tmp_path, terraform)
    for name, folder in folders.items():
        mend(tmp_path / folder, name.partition("/")[0])
    assert _errors(tmp_path, terraform) == before


def _errors(folder: Path, terraform: OfflineTerraform) -> list[tuple[str, str]]:
    """What Terraform has against the examples: most of their pipelines have no stages."""
    found = json.loads(terraform.run(folder, "validate", "-json").stdout)["diagnostics"]
    return sorted((one["summary"], one["range"]["filename"]) for one in found if one["severity"] == "error")
