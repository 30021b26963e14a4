"""A policy means the same however it is written: every fixture that holds one is judged in all notations.

`PIPEWARDEN_THOROUGH=1` runs each fixture in every way; otherwise each runs in a few, and all together in all of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest

from pipewarden.finding import Report
from rewriting.placements import WAYS
from rewriting.policies import ARGUMENTS, policies
from rewriting.tree import read, report_of

HERE = Path(__file__).parent
THOROUGH = os.environ.get("PIPEWARDEN_THOROUGH") == "1"
SAMPLE = 4


def _fixtures() -> Iterator[Path]:
    for fixture in sorted(HERE.glob("*/*")):
        files = [fixture] if fixture.suffix == ".tf" else fixture.glob("*.tf")
        text = "".join(file.read_text(encoding="utf-8") for file in files)
        if any(f"{argument} =" in re.sub(" +", " ", text) for argument in ARGUMENTS):
            yield fixture


def _ways(fixture: Path) -> list[str]:
    """The ways that this fixture runs in: which ones depends on its name alone."""
    by_chance = sorted(WAYS, key=lambda way: crc32(f"{fixture.parent.name}/{fixture.name} {way}".encode()))
    return by_chance if THOROUGH else by_chance[:SAMPLE]


@pytest.mark.parametrize("fixture", [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in _fixtures()])
def test_a_fixture_has_the_same_findings_in_other_notations(fixture: Path) -> None:
    tree, only = read(fixture), frozenset({fixture.parent.name})
    found = list(policies(tree))
    expected = _outcomes(report_of(tree, only))
    for way in _ways(fixture):
        changed = WAYS[way](tree, found)
        if changed is not None:
            assert _outcomes(report_of(changed, only)) == expected, _explained(way, changed.files)


@pytest.mark.parametrize("way", WAYS)
def test_a_way_fits_a_fixture(way: str) -> None:
    """A way that refuses every policy would prove nothing."""
    fixtures = (
        HERE / "kms-lockout/pass_account.tf",
        HERE / "endpoint-open-policy/fail_second_statement_in_document.tf",
    )
    written = (WAYS[way](tree, list(policies(tree))) for tree in map(read, fixtures))
    assert any(tree is not None for tree in written)


def _outcomes(report: Report) -> set[tuple[str, str, str]]:
    """What is wrong with what; how many findings that are depends on places, which the notations have their own of."""
    return {(finding.control, finding.outcome, _plain(finding.resource)) for finding in report.findings}


def _plain(address: str) -> str:
    """The address without the module, the instance and the resource of its own that a placement gives a policy."""
    without_place = re.sub(r'^module\.moved_\w+\.|\["only"\]$|\[0\]$|_split$', "", address)
    return re.sub(r"^(aws_(?:kms_key|s3_bucket|vpc_endpoint))_policy\.", r"\1.", without_place)


def _explained(way: str, files: object) -> str:
    assert isinstance(files, dict)
    return "\n".join([f"written as {way}:", *(f"--- {path}\n{text}" for path, text in sorted(files.items()))])
