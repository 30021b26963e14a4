"""Every control's own bad examples: what can be mended is, stays as it was laid out, and breaks nothing else."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from pipewarden.cli.configuration import load
from pipewarden.fix.diagnosis import Clinic
from pipewarden.fix.plan import Treatment, treat
from pipewarden.stack import Deployment
from pipewarden.trial.parser import Parser
from terraform_fixtures import OfflineTerraform

CONTROLS = Path(__file__).parents[2] / "controls"
MENDED = (Path(__file__).parent / "mended.txt").read_text(encoding="utf-8").split()
LEFT = (
    "bucket-unversioned/absent_empty_for_each",
    "bucket-public-access/absent_of_another_bucket",
    "pipeline-token-source/fail_third_party",
    "bucket-acl-grants/absent_beside_an_acl",
    "bucket-default-encryption/fail_bucket_that_logs_to_itself",
    "bucket-default-encryption/fail_no_key",
    "topic-unencrypted/fail_topic_of_an_alarm",
)


@cache
def parser() -> Parser:
    return Parser()


def copied(name: str, folder: Path) -> None:
    found = CONTROLS / name
    if found.is_dir():
        shutil.copytree(found, folder, dirs_exist_ok=True)
    else:
        shutil.copy(f"{found}.tf", folder / "main.tf")


def clinic(folder: Path) -> Clinic:
    return Clinic(folder, Deployment(), lambda root: load(folder / root, None), parser().parse_all)


def treated(folder: Path, control: str) -> Treatment:
    place = clinic(folder)
    return treat(place, place.examine({}), frozenset({control}))


@pytest.mark.parametrize("name", MENDED)
def test_a_bad_example_is_mended(name: str, tmp_path: Path, terraform: OfflineTerraform) -> None:
    control = name.partition("/")[0]
    copied(name, tmp_path)
    place = clinic(tmp_path)
    before = place.examine({})
    treatment = treated(tmp_path, control)
    assert treatment.left == {}
    after = place.examine(treatment.patches)
    assert not any(found == control for found, _ in after.keys)
    assert after.keys < before.keys
    for path, data in treatment.patches.items():
        if path.endswith(".tf"):
            was_in_order = terraform.run(tmp_path, "fmt", "-check", path).exit_code == 0
            (tmp_path / path).write_bytes(data)
            assert not was_in_order or name in _ALIGNED or terraform.ok(tmp_path, "fmt", "-diff", path) == ""


_ALIGNED = ("build-insecure-tls/fail_text_is_converted", "kms-asymmetric/fail_usage")
"""Two comments that were aligned are not, after the values before them have changed: no other byte is touched."""


@pytest.mark.parametrize("name", LEFT)
def test_what_cannot_be_mended_is_left_with_a_reason(name: str, tmp_path: Path) -> None:
    copied(name, tmp_path)
    treatment = treated(tmp_path, name.partition("/")[0])
    assert treatment.patches == {}
    assert treatment.left
    assert all(treatment.left.values())


def test_what_can_be_mended_of_a_finding_is_mended(tmp_path: Path) -> None:
    written = (
        'resource "aws_codepipeline" "this" {\n  name     = "release"\n'
        '  role_arn = "arn:aws:iam::111122223333:role/p"\n}\n\n'
        'resource "aws_vpc_endpoint" "codepipeline" {\n  private_dns_enabled = false # why?\n'
        '  service_name        = "com.amazonaws.eu-west-1.codepipeline"\n  vpc_endpoint_type   = "Interface"\n'
        '  vpc_id              = "vpc-0a1b2c3d"\n}\n'
    )
    (tmp_path / "main.tf").write_text(written)
    treatment = treated(tmp_path, "endpoint-public-dns")
    # Whether the VPC answers names is not known, so the finding stays.
    assert list(treatment.left) == [("endpoint-public-dns", "aws_vpc_endpoint.codepipeline")]
    assert treatment.patches == {"main.tf": written.replace("= false # why?", "= true # why?").encode()}
