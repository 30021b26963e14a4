"""What is mended in a rendered file by what was rendered; each folder of `restored/` is a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.config import Config
from pipewarden.fix.diagnosis import Clinic
from pipewarden.fix.plan import treat
from pipewarden.fix.restore import minimal, restore
from pipewarden.stack import Deployment
from pipewarden.trial.parser import Parser

CONTROLS = Path(__file__).parents[2] / "controls"
CASES = sorted(path for path in (Path(__file__).parent / "restored").iterdir() if path.is_dir())
ONLY = frozenset({"kms-rotation-disabled", "role-trust-open", "role-wildcard-actions"})


def clinic(folder: Path, rendered: dict[str, bytes]) -> Clinic:
    return Clinic(folder, Deployment(), lambda _: Config(), Parser().parse_all, rendered)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_only_what_weakens_is_taken_back(case: Path, line_end: bytes, tmp_path: Path) -> None:
    edited, mended = ((case / f"{name}.tf").read_bytes().replace(b"\n", line_end) for name in ("edited", "mended"))
    (tmp_path / "main.tf").write_bytes(edited)
    place = clinic(tmp_path, {"main.tf": (case / "rendered.tf").read_bytes()})
    first = place.examine({})
    patches, diagnosis = restore(place, first, {key for key in first.keys if key[0] in ONLY})
    assert patches == {"main.tf": mended}
    assert diagnosis.keys < first.keys


def test_a_file_that_is_gone_comes_back_whole(tmp_path: Path) -> None:
    text = (CONTROLS / "bucket-public-access/pass_all_flags.tf").read_bytes()
    start = text.index(b'resource "aws_s3_bucket_public_access_block"')
    end = text.index(b"\n}\n", start) + 3
    main, access = text[:start] + text[end:], text[start:end]
    (tmp_path / "main.tf").write_bytes(main)
    place = clinic(tmp_path, {"main.tf": main, "access.tf": access})
    treatment = treat(place, place.examine({}), frozenset({"bucket-public-access"}))
    assert treatment.patches == {"access.tf": access}
    assert treatment.mended == (("bucket-public-access", "aws_s3_bucket.artifacts"),)
    assert place.examine(treatment.patches).tree.configuration("") == ["access.tf", "main.tf"]


def test_what_was_never_rendered_is_not_taken_back(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_bytes(b'resource "aws_iam_user" "deployer" {\n  name = "deployer"\n}\n')
    place = clinic(tmp_path, {"main.tf": b""})
    treatment = treat(place, place.examine({}), frozenset({"iam-user-credentials"}))
    assert treatment.patches == {}
    assert list(treatment.left) == [("iam-user-credentials", "aws_iam_user.deployer")]


@pytest.mark.parametrize("needed", [{3}, {0, 9}, {1, 2, 5}, set(range(10))], ids=str)
def test_the_fewest_items_are_found(needed: set[int]) -> None:
    assert set(minimal(tuple(range(10)), lambda some: needed <= set(some))) == needed
