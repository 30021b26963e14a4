"""Exceptions land beside the code that they excuse."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipewarden.cli.render import read_spec
from pipewarden.errors import PipewardenError
from pipewarden.render import Tree, problems, render
from pipewarden.spec import load

SPEC = """
name: payments
region: eu-central-1
account: "111122223333"
pipeline:
  stages:
    - name: Source
      actions: [{{name: Source, provider: CodeCommit, repository: site}}]
    - name: Deploy
      actions: [{{name: Deploy, provider: S3, input: source, bucket: example-site}}]
accept:
  - control: kms-admin-is-user
    reason: "a break-glass role: SEC-142"
    {more}
"""


def tree(more: str) -> Tree:
    return render(load(SPEC.format(more=more)))


def test_an_accepted_resource_has_a_comment_above_it() -> None:
    text = tree("resource: module.kms.aws_kms_key.this")["modules/kms/main.tf"].decode()
    comment = "# pipewarden: accept[kms-admin-is-user]: a break-glass role: SEC-142\n"
    assert f'{comment}resource "aws_kms_key" "this" {{\n' in text


def test_the_last_day_is_in_the_comment() -> None:
    text = tree("resource: module.kms.aws_kms_key.this\n    until: 2027-01-31")["modules/kms/main.tf"].decode()
    assert "accept[kms-admin-is-user] until 2027-01-31: a" in text


def test_without_a_resource_it_is_in_the_configuration() -> None:
    configuration = tomllib.loads(tree("until: 2027-01-31")["pipewarden.toml"].decode())
    assert [{**entry, "until": entry["until"].isoformat()} for entry in configuration["accept"]] == [
        {"control": "kms-admin-is-user", "reason": "a break-glass role: SEC-142", "until": "2027-01-31"}
    ]


@pytest.mark.parametrize("address", ["module.kms.aws_kms_key.that", "module.none.aws_kms_key.this", "aws_kms_key.this"])
def test_an_address_that_is_not_in_the_stack_is_an_error(address: str) -> None:
    (problem,) = problems(load(SPEC.format(more=f"resource: {address}")))
    assert problem.path == ("accept", 0, "resource")
    assert problem.message == f"the stack has no `{address}`; write an address that `terraform state list` would show"


def test_what_is_wrong_with_an_exception_has_its_place(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(SPEC.format(more="resource: module.kms.aws_kms_key.that").replace("is-user", "is-usr"))
    with pytest.raises(PipewardenError) as caught:
        read_spec(str(spec))
    assert str(caught.value).splitlines() == [
        f"{spec}:12:5: accept[0].control: there is no control `kms-admin-is-usr`; did you mean `kms-admin-is-user`?",
        f"{spec}:14:5: accept[0].resource: the stack has no `module.kms.aws_kms_key.that`; "
        "write an address that `terraform state list` would show",
    ]
