"""Mends a resource that lacks a nested block."""

from __future__ import annotations

from pipewarden.fix import insert
from pipewarden.fix.mend import Mend, Patient
from pipewarden.fix.source import block_of, nested

_BLOCKS = {
    ("bucket-retention", "aws_s3_bucket_lifecycle_configuration", "never finished"): (
        (),
        [
            "rule {",
            '  id     = "abort-unfinished-uploads"',
            '  status = "Enabled"',
            "",
            "  filter {}",
            "",
            "  abort_incomplete_multipart_upload {",
            "    days_after_initiation = 7",
            "  }",
            "}",
        ],
    ),
    ("provider-not-fips", "aws_codebuild_project", "has no variable"): (
        ("environment",),
        ["environment_variable {", '  name  = "AWS_USE_FIPS_ENDPOINT"', '  value = "true"', "}"],
    ),
}
"""By control, resource type and a part of the finding's message: where in the resource, and what."""


def mend(patient: Patient) -> Mend | None:
    """The block that is missing; None where the finding is about no such block."""
    for (control, kind, said), (path, lines) in _BLOCKS.items():
        if (control, kind) == (patient.control, patient.kind) and said in patient.verdict.message:
            bodies = list(nested(patient.source, patient.block.body, path))
            if len(bodies) == 1:
                outer = block_of(patient.source, patient.block, bodies[0])
                return Mend(insert.nested_block(patient.source, outer, lines))
    return None
