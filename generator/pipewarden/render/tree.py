"""A rendered tree: paths and bytes, nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipewarden.render.acceptances import with_acceptances
from pipewarden.render.engine import fill
from pipewarden.render.plan import Layout as Layout
from pipewarden.render.plan import plan
from pipewarden.render.tests import tests_of
from pipewarden.spec.model import PipelineSpec

Tree = Mapping[str, bytes]
"""Relative paths with `/`, sorted, and what the files hold."""


def render(spec: PipelineSpec, layout: Layout = "stack") -> Tree:
    """The tree of a spec; the same spec gives the same bytes."""
    tree = {job.path: fill(job.template, job.context) for job in plan(spec, layout)}
    path, text = tests_of(spec, layout, tree)
    tree[path] = text
    return MappingProxyType(with_acceptances(tree, spec, layout))
