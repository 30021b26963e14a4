"""A tree in memory reads like the same tree on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipewarden.stack import Tree, build, find_roots
from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.trial.overlay import Overlay
from pipewarden.trial.parser import Parser
from pipewarden.trial.patched import Patched

FILES = {
    "main.tf": b'module "a" {\n  source = "./modules/a"\n  text   = file("text/b.txt")\n}\n',
    "terraform.tfvars": b"x = 1\n",
    "b.auto.tfvars": b"x = 2\n",
    "a.auto.tfvars.json": b'{"x": 3}',
    "vars.tf": b'variable "x" {}\noutput "x" {\n  value = var.x\n}\n',
    "modules/a/main.tf": b'variable "text" {}\nresource "aws_sns_topic" "t" {\n  name = var.text\n}\n',
    "modules/a/.hidden.tf": b"nonsense {",
    "text/b.txt": b"b",
    ".terraform/x.tf": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


QUESTIONS: dict[str, Callable[[Tree], object]] = {
    "folders": lambda tree: tree.folders(),
    "configuration": lambda tree: [tree.configuration(folder) for folder in ("", "modules/a", "modules", "none")],
    "variable files": lambda tree: tree.variable_files(""),
    "folder or not": lambda tree: [
        tree.is_folder(path) for path in ("", "modules", "main.tf", "none", "modules/../text")
    ],
    "file or not": lambda tree: [tree.exists(path) for path in ("main.tf", "modules", "none", "./modules/a/main.tf")],
    "content": lambda tree: tree.read("modules/../main.tf"),
    "files": lambda tree: tree.files_under("modules"),
    "roots": lambda tree: find_roots(tree),
    "names": lambda tree: [tree.shown(""), tree.shown("main.tf")],
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_answer_alike(question: str, folder: Path) -> None:
    ask = QUESTIONS[question]
    assert ask(Overlay(folder, FILES, Parser())) == ask(Tree(folder))


def test_both_evaluate_alike(folder: Path) -> None:
    assert build(Overlay(folder, FILES, Parser())) == build(Tree(folder))


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x"])
def test_nothing_outside_is_read(path: str, folder: Path) -> None:
    with pytest.raises(UndecidedError, match="outside"):
        Overlay(folder, FILES, Parser()).read(path)


@pytest.mark.parametrize("ask", [lambda tree: tree.read("none"), lambda tree: tree.files_under("none")])
def test_what_is_not_there_is_an_error(ask: Callable[[Tree], object], folder: Path) -> None:
    with pytest.raises(EvaluationError, match="there is no"):
        ask(Overlay(folder, FILES, Parser()))


def test_the_disk_is_not_asked(tmp_path: Path) -> None:
    assert build(Overlay(tmp_path, FILES, Parser())).get("module.a.aws_sns_topic.t") is not None


def test_a_patch_stands_for_a_file(folder: Path) -> None:
    tree = Patched(folder, {"vars.tf": b'output "x" {\n  value = 7\n}\n'}, Parser().parse_all)
    assert tree.read("main.tf") == FILES["main.tf"]
    assert [name for name, _ in build(tree).outputs.members] == ["x"]
    assert tree.parsed("vars.tf").body.blocks[0].type == "output"
