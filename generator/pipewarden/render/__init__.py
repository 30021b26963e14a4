"""From a spec to a tree of Terraform files."""

from __future__ import annotations

from .disk import Folder, look
from .manifest import Manifest, spec_digest, stamped
from .review import Review, difference, review
from .tree import Layout, Tree, render
from .write import recover, write

__all__ = [
    "Folder",
    "Layout",
    "Manifest",
    "Review",
    "Tree",
    "difference",
    "look",
    "recover",
    "render",
    "review",
    "spec_digest",
    "stamped",
    "write",
]
