"""What Terraform would refuse is reported once, as what it refuses."""

from __future__ import annotations

from pathlib import Path

from pipewarden.config import Config
from pipewarden.controls.provider import module_unread
from pipewarden.controls.text import text_personal_data
from pipewarden.stack import build
from pipewarden.subjects import Subjects
from pipewarden.verdict import Outcome

_TOPIC = 'resource "aws_sns_topic" "events" {\n  name = aws_sqs_queue.events[0].name\n}\n'


def _unknown(tmp_path: Path, queue: str) -> int:
    (tmp_path / "main.tf").write_text(_TOPIC + queue, encoding="utf-8")
    verdicts = text_personal_data.judge(Subjects(build(tmp_path), Config()))
    return sum(verdict.outcome is Outcome.UNKNOWN for verdict in verdicts)


def test_a_name_that_cannot_be_is_no_text(tmp_path: Path) -> None:
    assert _unknown(tmp_path, 'resource "aws_sqs_queue" "events" {\n  count = 0\n  name  = "events"\n}\n') == 0


def test_a_name_in_a_file_that_cannot_be_read_is_no_finding_of_its_own(tmp_path: Path) -> None:
    assert _unknown(tmp_path, "") == 0
    (tmp_path / "queues.tf").write_text('resource "aws_sqs_queue" {', encoding="utf-8")
    assert _unknown(tmp_path, "") == 0


def test_a_name_that_is_not_known_is_one(tmp_path: Path) -> None:
    assert _unknown(tmp_path, 'resource "aws_sqs_queue" "events" {\n  count = 1\n  name  = uuid()\n}\n') == 1


def test_a_file_that_cannot_be_read_is_no_module_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "queues.tf").write_text('resource "aws_sqs_queue" {', encoding="utf-8")
    assert list(module_unread.judge(Subjects(build(tmp_path), Config()))) == []
