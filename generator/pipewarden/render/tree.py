"""A rendered tree: paths and bytes, nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pipewarden.render.acceptances import misplaced, with_acceptances
from pipewarden.render.engine import fill
from pipewarden.render.plan import Layout as Layout
from pipewarden.render.plan import plan
from pipewarden.render.tests import tests_of
from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec

Tree = Mapping[str, bytes]
"""Relative paths with `/`, sorted, and what the files hold."""


def render(spec: PipelineSpec, layout: Layout = "stack") -> Tree:
    """The tree of a spec; the same spec gives the same bytes."""
    return MappingProxyType(with_acceptances(_filled(spec, layout), spec, layout))


def problems(spec: PipelineSpec) -> Iterator[Problem]:
    """What is wrong with a spec as only its tree shows."""
    if any(accept.resource is not None for accept in spec.accept):
        yield from misplaced(_filled(spec, "stack"), spec, "stack")


def _filled(spec: PipelineSpec, layout: Layout) -> dict[str, bytes]:
    tree = {job.path: fill(job.template, job.context) for job in plan(spec, layout)}
    path, text = tests_of(spec, layout, tree)
    return {**tree, path: text}
