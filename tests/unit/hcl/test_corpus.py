"""The files of the corpus parse, or do not, as they say themselves, and as Terraform says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipewarden import hcl
from terraform_fixtures import TESTS, OfflineTerraform
from unit.hcl.shape import shape

CORPUS = TESTS / "corpus"
OK = sorted((CORPUS / "ok").iterdir())
ERR = sorted((CORPUS / "err").iterdir())
STRICTER = {"nul-in-a-string.tf"}
"""What Terraform would read, and we do not: a NUL is never part of a configuration that someone wrote."""


@pytest.mark.parametrize("path", OK, ids=lambda path: path.name)
def test_every_item_has_the_shape_that_the_comment_above_it_states(path: Path) -> None:
    file = hcl.parse(path.read_bytes())
    assert file.problem is None
    stated = {
        comment.span.line + 1: comment.text.removeprefix("#= ")
        for comment in file.comments
        if comment.text.startswith("#= ")
    }
    assert {item.span.line: shape(item) for item in file.body.items} == stated


@pytest.mark.parametrize("path", ERR, ids=lambda path: path.name)
def test_the_problem_is_the_one_that_the_first_line_states(path: Path) -> None:
    data = path.read_bytes()
    problem = hcl.parse(data).problem
    assert problem is not None
    stated = data.split(b"\n", 1)[0].decode()
    assert f"# expect: {problem.line}:{problem.column}: {problem.message}" == stated


def test_terraform_reads_what_we_read(terraform: OfflineTerraform) -> None:
    terraform.ok(CORPUS / "ok", "fmt", "-write=false", "-list=false")


def test_terraform_refuses_what_we_refuse(terraform: OfflineTerraform) -> None:
    done = terraform.run(CORPUS / "err", "fmt", "-write=false", "-list=false")
    refused = set(re.findall(r"on (\S+\.tf) line", done.stderr))
    assert refused == {path.name for path in ERR} - STRICTER
