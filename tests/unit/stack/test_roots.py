"""Which folders of a tree are root modules, and how their paths are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.stack import Tree, build, find_roots
from pipewarden.stack.values import Known
from unit.stack.project import stack_of

CALL = 'module "m" {{ source = "{}" }}'


def _tree(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("files", "roots"),
    [
        ({"main.tf": CALL.format("./a"), "a/main.tf": ""}, ("",)),
        ({"live/main.tf": CALL.format("../modules/a"), "modules/a/x.tf.json": "{}"}, ("live",)),
        ({"a/main.tf": "", "b/main.tf": ""}, ("a", "b")),
        ({"main.tf": CALL.format("./a"), "a/main.tf": 'terraform {\n backend "s3" {}\n}'}, ("", "a")),
        ({"main.tf": CALL.format("./a"), "a/main.tf": "terraform {\n cloud {}\n}"}, ("", "a")),
        ({"a/main.tf": CALL.format("../b"), "b/main.tf": CALL.format("../a")}, ("a", "b")),
        ({"main.tf": "", ".terraform/modules/m/main.tf": "", ".hidden/x.tf": ""}, ("",)),
        ({"readme.md": ""}, ()),
    ],
    ids=["one call", "beside", "two", "backend", "cloud", "circle", "hidden", "nothing"],
)
def test_roots_are_what_nothing_calls(tmp_path: Path, files: dict[str, str], roots: tuple[str, ...]) -> None:
    assert find_roots(_tree(tmp_path, files)) == roots


def test_paths_are_shown_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tree(tmp_path, {"here/infra/main.tf": "", "elsewhere/main.tf": ""})
    monkeypatch.chdir(tmp_path / "here")
    assert Tree("infra").shown("main.tf") == "infra/main.tf"
    assert Tree(tmp_path / "here" / "infra").shown("main.tf") == "infra/main.tf"
    assert Tree("../elsewhere").shown("main.tf") == f"{tmp_path}/elsewhere/main.tf"
    assert Tree(".").shown("") == "."


@pytest.mark.parametrize("name", ["none", "file.tf"])
def test_a_path_that_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.tf").touch()
    with pytest.raises(PipewardenError):
        Tree(tmp_path / name)


def test_links_that_lead_nowhere_are_problems_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('output "x" { value = 1 }', encoding="utf-8")
    (tmp_path / "round.tf").symlink_to("round.tf")
    (tmp_path / "gone.tf").symlink_to("nowhere.tf")
    (tmp_path / "again").symlink_to(".")
    stack = build(tmp_path)
    assert stack.output("x") == Known(1)
    assert [problem.message for problem in stack.problems] == [
        "there is no file `gone.tf`",
        "there is no file `round.tf`",
    ]


def test_a_name_that_the_system_refuses_is_no_file(tmp_path: Path) -> None:
    long = "a" * 5000
    text = f'module "m" {{ source = "./{long}" }}\noutput "x" {{ value = fileexists("{long}") }}'
    assert stack_of(tmp_path, text).output("x") == Known(False)


def test_a_large_tree_has_the_roots_of_a_small_one_and_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = {
        "a/main.tf": '/* a comment */ module /* another */ m {\n source = "../m"\n}',
        "b/main.tf": CALL.format("../n"),
        "c/main.tf.json": r'{"\u006dodule": {"m": {"source": "../o"}}}',
    }
    called = {"m/x.tf": "# a module\n", "n/x.tf": 'output "x" { value = module.y.z }', "o/x.tf": ""}
    settled = {"p/x.tf": 'terraform {\n backend "s3" {}\n}', "d/main.tf": CALL.format("../p")}
    tree = Tree(_tree(tmp_path, {**calls, **called, **settled}))
    expected = ("a", "b", "c", "d", "p")
    assert find_roots(tree) == expected
    assert len(tree._kept) == 8
    monkeypatch.setattr("pipewarden.stack.roots._TOGETHER", 50)
    for module in ("roots", "reader"):
        monkeypatch.setattr(f"pipewarden.stack.{module}.KEPT_BYTES", 100)
    large = Tree(tmp_path)
    assert find_roots(large) == expected
    assert 0 < sum((tmp_path / path).stat().st_size for path in large._kept) <= 100
    assert [file.problem for file in large.parsed_together(sorted({**calls, **called}))] == [None] * 6
    assert large.parsed("n/x.tf").body.blocks[0].type == "output"
