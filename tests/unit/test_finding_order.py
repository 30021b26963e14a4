"""Findings come by file, line and control, wherever they begin on the line."""

from __future__ import annotations

import datetime
from pathlib import Path

from pipewarden import check
from pipewarden.config import Config
from pipewarden.stack import build


def test_two_findings_of_one_line_come_by_control(tmp_path: Path) -> None:
    key = '{"deletion_window_in_days": 7, "enable_key_rotation": false}'
    (tmp_path / "main.tf.json").write_text(f'{{"resource": {{"aws_kms_key": {{"this": {key}}}}}}}\n')
    wanted = frozenset({"kms-rotation-disabled", "kms-short-deletion-window"})
    report = check.run([check.Root(build(tmp_path), Config())], datetime.date(2026, 1, 1), wanted)
    assert [finding.control for finding in report.findings] == sorted(wanted)
