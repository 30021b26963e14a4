"""From a spec to a tree of Terraform files."""

from __future__ import annotations

from pipewarden.render.disk import Folder, look
from pipewarden.render.manifest import Manifest, spec_digest, stamped
from pipewarden.render.review import Review, difference, review
from pipewarden.render.tree import Layout, Tree, problems, render
from pipewarden.render.write import recover, write

__all__ = [
    "Folder",
    "Layout",
    "Manifest",
    "Review",
    "Tree",
    "difference",
    "look",
    "problems",
    "recover",
    "render",
    "review",
    "spec_digest",
    "stamped",
    "write",
]
