"""Imports point one way, and only the parts that may touch the world do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pipewarden

SOURCE = Path(pipewarden.__file__).parent
LAYERS = {
    "errors": (),
    "compared": (),
    "aws": (),
    "store": (),
    "hcl": ("aws", "store"),
    "stack": ("aws", "hcl"),
    "plan": ("aws", "hcl", "stack"),
    "iam": ("aws", "hcl", "stack"),
    "config_values": (),
    "config": ("config_values",),
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
"""What each part may import besides itself and ANYWHERE; `drift`, `update`, `fix` and `cli` import all."""
ANYWHERE = frozenset({"errors", "compared", "__version__"})


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


FILES = {path: frozenset(_imports(path)) for path in sorted(SOURCE.rglob("*.py"))}


def _roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in FILES[path]}


def test_imports_point_one_way() -> None:
    free = ("cli", "drift", "update", "fix", "__init__", "__main__")
    against = [
        f"{path.relative_to(SOURCE)} imports pipewarden.{used}"
        for path, names in FILES.items()
        for used in sorted({name.split(".")[1] for name in names if name.startswith("pipewarden.")})
        if _part(path) not in free and used not in ANYWHERE | {_part(path), *LAYERS[_part(path)]}
    ]
    assert against == []


def test_only_the_reader_of_hcl_imports_its_parser() -> None:
    importers = {_part(path) for path in FILES if _roots(path) & {"hcl2", "lark"}}
    assert importers == {"hcl"}


def test_only_terraform_py_and_git_py_start_processes() -> None:
    starters = {path.relative_to(SOURCE).as_posix() for path in FILES if "subprocess" in _roots(path)}
    assert starters == {"terraform.py", "git.py"}
