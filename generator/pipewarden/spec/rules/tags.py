"""Tags: as many as AWS takes, and keys that stay apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec

MOST = 49
"""AWS takes 50 tags, and some resources get the tag `Name` beside these."""


def tag_keys(spec: PipelineSpec) -> Iterator[Problem]:
    """Too many tags, keys that are AWS's own, and keys that Terraform takes for the same."""
    if len(spec.tags) > MOST:
        yield Problem(("tags",), f"holds {len(spec.tags)} tags, and AWS takes {MOST} beside `Name`; remove some")
    seen: dict[str, str] = {}
    for key in spec.tags:
        if key.lower().startswith("aws:"):
            yield Problem(("tags", key), "keys that begin with `aws:` are AWS's own; change it")
        # Terraform normalises each text.
        normal = unicodedata.normalize("NFC", key)
        if normal in seen:
            message = f"Terraform takes this key for `{seen[normal]}`, since both are normalised to NFC; remove one"
            yield Problem(("tags", key), message)
        seen.setdefault(normal, key)
