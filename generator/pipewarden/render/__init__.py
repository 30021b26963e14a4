"""From a spec to a tree of Terraform files."""

from __future__ import annotations

from .tree import Tree, render

__all__ = ["Tree", "render"]
