"""What identifies a finding from one report to the next, when lines move."""

from __future__ import annotations

import hashlib
from collections import Counter

from pipewarden.finding import Finding


def fingerprints(findings: tuple[Finding, ...]) -> list[str]:
    """One fingerprint a finding, in order: of control, outcome, file, resource and message, and a number.

    The number tells findings apart that have all these in common; it counts them in the order of their lines.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        file = finding.place.file if finding.place else ""
        parts = (finding.control, finding.outcome, file, finding.resource, finding.message)
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return found
