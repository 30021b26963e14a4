"""What a Terraform engineer would remark on in a rendered tree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipewarden.render import Tree, render
from pipewarden.spec import load

ROOT = Path(__file__).parents[3]
SPECS = [*sorted(ROOT.glob("examples/*.yaml")), *sorted(ROOT.glob("tests/golden/*/spec.yaml"))]


@pytest.fixture(scope="module", params=SPECS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def tree(request: pytest.FixtureRequest) -> Tree:
    path: Path = request.param
    return render(load(path.read_text(encoding="utf-8"), path.name))


def modules(tree: Tree) -> dict[str, dict[str, str]]:
    """The text of each file, by folder and name."""
    found: dict[str, dict[str, str]] = {}
    for path, data in tree.items():
        folder, _, name = path.rpartition("/")
        if name.endswith(".tf"):
            found.setdefault(folder, {})[name] = data.decode()
    return found


def test_each_variable_is_used_typed_described_and_never_null(tree: Tree) -> None:
    for folder, files in modules(tree).items():
        rest = "".join(text for name, text in files.items() if name != "variables.tf")
        blocks = re.findall(r'^variable "(\w+)" \{\n(.*?)^\}', files["variables.tf"], re.MULTILINE | re.DOTALL)
        assert [name for name, _ in blocks if not re.search(rf"\bvar\.{name}\b", rest)] == [], folder
        assert all("  type        = " in body and "  nullable    = false\n" in body for _, body in blocks)
        assert all(re.search(r'description = ".+\."\n', body) for _, body in blocks)


@pytest.mark.parametrize(("file", "kind"), [("variables.tf", "variable"), ("outputs.tf", "output")])
def test_variables_and_outputs_are_sorted(file: str, kind: str, tree: Tree) -> None:
    for folder, files in modules(tree).items():
        names = re.findall(rf'^{kind} "(\w+)"', files[file], re.MULTILINE)
        assert names == sorted(set(names)), folder


def test_each_statement_has_a_sid_of_its_own(tree: Tree) -> None:
    for path, data in tree.items():
        for document in re.findall(r'^data "aws_iam_policy_document" .*?^\}', data.decode(), re.MULTILINE | re.DOTALL):
            statements = len(re.findall(r"^ *(?:statement|content) \{$", document, re.MULTILINE))
            sids = re.findall(r'^ +sid += "(\w+)"$', document, re.MULTILINE)
            assert (len(sids), len(set(sids))) == (statements, statements), path


def test_each_call_of_a_module_gives_what_the_module_takes(tree: Tree) -> None:
    found = modules(tree)
    for source, body in re.findall(
        r'^module "\w+" \{\n  source = "\./(.+?)"\n(.*?)^\}', found[""]["main.tf"], re.MULTILINE | re.DOTALL
    ):
        given = re.findall(r"^  (\w+) +=", body, re.MULTILINE)
        taken = re.findall(r'^variable "(\w+)"', found[source]["variables.tf"], re.MULTILINE)
        assert given == taken
