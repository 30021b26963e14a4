"""The trees that are proved: handwritten ones, the rendering of every spec, and the reference modules."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipewarden.render import stamped, write
from pipewarden.spec import load

ROOT = Path(__file__).parents[2]
HANDWRITTEN = Path(__file__).with_name("trees")

_LEAVE_OUT = shutil.ignore_patterns(".terraform", "*.tfstate*", ".terraform.lock.hcl")
_BACKEND = re.compile(r"^\s*(backend\s+\"|cloud\s*\{)", re.MULTILINE)
_LOCAL_BACKEND = 'terraform {\n  backend "local" {}\n}\n'


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree to prove. `place` writes it into an empty folder and gives the folder of its root module."""

    name: str
    place: Callable[[Path], Path]


def all_trees() -> list[Tree]:
    return [*_handwritten(), *_rendered(), *_reference()]


def representative_trees() -> list[Tree]:
    """One handwritten and one rendered tree, for what need not be shown on every tree."""
    return [tree for tree in all_trees() if tree.name in ("small", "example-minimal")]


def keep_state_local(root: Path) -> None:
    """Override a remote backend: the proof needs the configuration, and no bucket."""
    if any(_BACKEND.search(file.read_text(encoding="utf-8")) for file in root.glob("*.tf")):
        (root / "backend_override.tf").write_text(_LOCAL_BACKEND, encoding="utf-8")


def _handwritten() -> Iterator[Tree]:
    for source in sorted(HANDWRITTEN.iterdir()):
        yield Tree(source.name, copier(source, source))


def _rendered() -> Iterator[Tree]:
    for spec in sorted(ROOT.glob("examples/*.yaml")):
        yield Tree(f"example-{spec.stem}", _renderer(spec))
    for spec in sorted(ROOT.glob("tests/golden/*/spec.yaml")):
        yield Tree(f"golden-{spec.parent.name}", _renderer(spec))


def _reference() -> Iterator[Tree]:
    root = ROOT / "modules" / "reference"
    if root.is_dir():
        yield Tree("modules-reference", copier(ROOT / "modules", root))


def copier(source: Path, root: Path) -> Callable[[Path], Path]:
    def place(target: Path) -> Path:
        shutil.copytree(source, target / source.name, ignore=_LEAVE_OUT)
        return target / source.name / root.relative_to(source)

    return place


def _renderer(spec: Path) -> Callable[[Path], Path]:
    def place(target: Path) -> Path:
        write(stamped(load(spec.read_text(encoding="utf-8"), spec.name), "stack"), target / "stack")
        return target / "stack"

    return place
