"""Which policies an identity holds, and which of AWS's are attached to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.cli.trees import open_tree
from pipewarden.config import Config
from pipewarden.stack import Deployment, build
from pipewarden.stack.values import Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.identities import attachments, identities, identity_of
from pipewarden.subjects.managed import managed_arn

_STACK = """
resource "aws_iam_user" "ann" { name = "ann" }
resource "aws_iam_group" "approvers" { name = "approvers" }
resource "aws_iam_user_group_membership" "ann" {
  user   = aws_iam_user.ann.name
  groups = [aws_iam_group.approvers.name]
}
resource "aws_iam_group_policy" "approvers" {
  group  = "approvers"
  policy = "{}"
}
resource "aws_iam_role" "build" {
  name                 = "build"
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.boundary.arn
}
resource "aws_iam_policy" "boundary" { policy = "{}" }
resource "aws_iam_policy" "work" { policy = "{}" }
resource "aws_iam_policy" "spare" { policy = "{}" }
resource "aws_iam_policy_attachment" "work" {
  name       = "work"
  roles      = ["build"]
  policy_arn = aws_iam_policy.work.arn
}
resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.build.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
resource "aws_iam_role_policy" "elsewhere" {
  role   = "somebody-elses"
  policy = "{}"
}
"""


@pytest.fixture
def subjects(tmp_path: Path) -> Subjects:
    (tmp_path / "main.tf").write_text(_STACK, encoding="utf-8")
    return Subjects(build(open_tree(tmp_path), Deployment(), ""), Config())


def test_policies_come_inline_by_attachment_and_through_groups_and_a_boundary_grants_nothing(
    subjects: Subjects,
) -> None:
    found = {
        each.resource.address: (sorted(r.address for r, _ in each.held), [r.address for r, _ in each.managed])
        for each in identities(subjects.stack)
    }

    assert found == {
        "aws_iam_group.approvers": (["aws_iam_group_policy.approvers"], []),
        "aws_iam_role.build": (["aws_iam_policy.work"], ["aws_iam_role_policy_attachment.read"]),
        "aws_iam_user.ann": (["aws_iam_group_policy.approvers"], []),
        "aws_iam_role_policy.elsewhere": (["aws_iam_role_policy.elsewhere"], []),
        "aws_iam_policy.spare": (["aws_iam_policy.spare"], []),
    }


def test_attached_policies_of_aws_are_told_from_those_of_the_stack(subjects: Subjects) -> None:
    arns = {carrier.address: managed_arn(subjects, value) for carrier, value in attachments(subjects.stack)}

    assert arns == {
        "aws_iam_policy_attachment.work": None,
        "aws_iam_role_policy_attachment.read": "arn:aws:iam::aws:policy/ReadOnlyAccess",
    }
    assert not any(isinstance(arn, Unknown) for arn in arns.values())


def test_a_policy_of_an_unknown_role_is_a_doubt_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'variable "whose" {}\n'
        'resource "aws_iam_role" "build" {\n  name = "build"\n  assume_role_policy = "{}"\n}\n'
        'resource "aws_iam_role_policy" "some" {\n  role = var.whose\n  policy = "{}"\n}\n',
        encoding="utf-8",
    )
    stack = build(open_tree(tmp_path), Deployment(), "")
    (build_role,) = stack.of_type("aws_iam_role")

    role = identity_of(stack, build_role)

    assert role.doubt == "whose policy `aws_iam_role_policy.some` is, is not known: `var.whose` has no value"
