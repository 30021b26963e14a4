"""One small report, and the most hostile one: every text of the user's is an attempt to become something else."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from pipewarden.finding import Acceptance, Finding, Place, Report, Step
from pipewarden.verdict import Severity

SOURCE = 'resource "aws_kms_key" "this" {\n\tenable_key_rotation = false\n}\n'
REQUEST = {
    "principal": {"AWS": "arn:aws:iam::111122223333:role/pipeline"},
    "action": "s3:ListBucket",
    "resource": "arn:aws:s3:::artifacts",
    "context": {"aws:SecureTransport": ["false"]},
}
ROTATION = Finding(
    "kms-rotation-disabled",
    "fail",
    Severity.HIGH,
    "aws_kms_key.this",
    "`enable_key_rotation` is `false`",
    Place("main.tf", 2, 24, 2, 29),
    None,
    (Step(Place("variables.tf", 3, 1, 3, 9), "`var.rotate` is `false`"),),
    None,
)
TRANSPORT = Finding(
    "bucket-plaintext-transport",
    "absent",
    Severity.CRITICAL,
    "aws_s3_bucket.this",
    "no\x1b[2J",
    None,
    REQUEST,
    (),
    None,
)
ACCEPTED = Finding(
    "trail-missing",
    "absent",
    Severity.HIGH,
    ".",
    "there is no CloudTrail trail",
    Place("main.tf", 1, 1, 1, 31),
    None,
    (),
    Acceptance("central trail", datetime.date(2027, 1, 31)),
)
REPORT = Report((TRANSPORT, ACCEPTED, ROTATION), controls=6, subjects=3, passes=4)
CLEAN = Report((), controls=6, subjects=3, passes=9)
NOTHING = Report((), controls=6, subjects=0, passes=0)

HOSTILE = (
    "</script><script>window.pwned = 1</script><img src=x onerror=pwn()> \" ' & `a``b` | [x](javascript:pwn()) "
    "![i](http://127.0.0.1:9/i) http://127.0.0.1:9/ www.evil.test @everyone #1 ]]> ::error::pwn ##[error]pwn %0A,: "
    "\n::add-mask::pwn\r\n| a | b |\n# heading\n```\n<!-- \x00\x1b[2J\x07\u202e\u2028\ud800 {0} {{ 1 }} {% raw %} -->"
)
"""Ends other formats' texts, begins commands, links and markup, and hides characters."""

HOSTILE_FILE = HOSTILE.replace("\x00", "").replace("\ud800", "\udc80") + "/main.tf"
"""A name that Linux allows; `\udc80` is how Python tells of a byte that is no UTF-8."""


def hostile(text: str = HOSTILE, file: str = HOSTILE_FILE) -> Report:
    """A report in which `text` stands wherever a user's text can stand."""
    place = Place(file, 1, 3, 2, 5)
    request = {"principal": {text: text}, "action": text, "resource": text, "context": {text: [text, text]}}
    first = Finding(
        "bucket-plaintext-transport",
        "fail",
        Severity.CRITICAL,
        text,
        text,
        place,
        request,
        (Step(place, text), Step(None, text), Step(Place(file + "x", 1, 1, 1, 2), text)),
        None,
    )
    second = replace(first, control="parse-error", outcome="error", severity=Severity.LOW, place=None)
    third = replace(first, control="kms-asymmetric", outcome="unknown", accepted=Acceptance(text, None))
    return Report((second, first, third), controls=1, subjects=1, passes=1)
