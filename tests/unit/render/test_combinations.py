"""Features that meet in one spec: the stack is whole, and nothing in it fails a control or is unknown to one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from combinations import rows, spec_of
from pipewarden.cli.check import report_of
from pipewarden.render import stamped, write
from pipewarden.spec import load


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: "-".join(row.values()))
def test_the_stack_is_clean(row: Mapping[str, str], tmp_path: Path) -> None:
    write(stamped(load(json.dumps(spec_of(row)))), tmp_path / "stack")
    assert [(each.control, each.message) for each in report_of(tmp_path / "stack").findings] == []
