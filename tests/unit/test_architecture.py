"""Imports point one way, and only the parts that may touch the world do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipewarden

SOURCE = Path(pipewarden.__file__).parent
LAYERS = {
    "errors": (),
    "aws": (),
    "hcl": ("aws",),
    "stack": ("aws", "hcl"),
    "plan": ("aws", "hcl", "stack"),
    "iam": ("aws", "hcl", "stack"),
    "config": (),
    "verdict": ("hcl", "iam", "stack"),
    "subjects": ("aws", "config", "hcl", "iam", "stack", "verdict"),
    "control": ("subjects", "verdict"),
    "controls": ("aws", "config", "control", "hcl", "iam", "stack", "subjects", "verdict"),
    "finding": ("verdict",),
    "accept": ("config", "hcl", "stack"),
    "check": ("accept", "config", "control", "controls", "finding", "hcl", "stack", "subjects", "verdict"),
    "report": ("aws", "control", "controls", "finding", "stack", "subjects", "verdict"),
    "spec": ("aws",),
    "render": ("aws", "spec"),
    "trial": ("hcl", "stack"),
    "terraform": (),
    "git": (),
    "testing": ("terraform",),
}
"""What each part may import besides itself, `errors` and the version; `drift`, `update`, `fix` and `cli` import all."""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "pipewarden":
                yield from (f"pipewarden.{alias.name}" for alias in node.names)
            else:
                yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _part(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


FILES = [pytest.param(path, id=path.relative_to(SOURCE).as_posix()) for path in sorted(SOURCE.rglob("*.py"))]


@pytest.mark.parametrize("path", FILES)
def test_imports_point_one_way(path: Path) -> None:
    part = _part(path)
    if part in ("cli", "drift", "update", "fix", "__init__", "__main__"):
        return
    used = {name.split(".")[1] for name in _imports(path) if name.startswith("pipewarden.")}
    assert used <= {part, "errors", "__version__", *LAYERS[part]}


@pytest.mark.parametrize("path", FILES)
def test_only_the_reader_of_hcl_imports_its_parser(path: Path) -> None:
    roots = {name.split(".")[0] for name in _imports(path)}
    assert _part(path) == "hcl" or not roots & {"hcl2", "lark"}


@pytest.mark.parametrize("path", FILES)
def test_only_terraform_py_and_git_py_start_processes(path: Path) -> None:
    roots = {name.split(".")[0] for name in _imports(path)}
    assert path.name in ("terraform.py", "git.py") or "subprocess" not in roots
