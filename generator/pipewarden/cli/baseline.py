"""An earlier JSON report, whose findings do not count again."""

from __future__ import annotations

import json
from pathlib import Path

from pipewarden.errors import PipewardenError


def known_findings(path: Path) -> frozenset[tuple[str, ...]]:
    """The fingerprints of the findings in an earlier report (see `report_exit.fingerprint`)."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(
            (entry["control"], entry["outcome"], entry["file"] or "", entry["resource"], entry["message"])
            for entry in document["findings"]
        )
    except OSError as error:
        raise PipewardenError(f"cannot read: {error.strerror}", file=str(path)) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        message = "this is no JSON report of `pipewarden check`; make one with `--format json`"
        raise PipewardenError(message, file=str(path)) from None
