"""Writes the exceptions of a spec beside the resources that they excuse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipewarden.render.facts import Facts
from pipewarden.render.modules import plan_calls
from pipewarden.render.plan import Layout, folders
from pipewarden.spec.accept import Accept
from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec

_ADDRESS = re.compile(r"(?:module\.(?P<module>[\w-]+)\.)?(?P<type>[a-z0-9_]+)\.(?P<name>[\w-]+)(?:\[.+\])?")


def with_acceptances(tree: Mapping[str, bytes], spec: PipelineSpec, layout: Layout) -> dict[str, bytes]:
    """The tree with a comment above each accepted resource that is in it."""
    done = dict(tree)
    for accept in spec.accept:
        path, header = _place(done, spec, layout, accept)
        if path is not None:
            comment = f"# pipewarden: accept[{accept.control}]{_until(accept)}: {accept.reason}\n"
            done[path] = done[path].replace(header, comment.encode() + header, 1)
    return done


def misplaced(tree: Mapping[str, bytes], spec: PipelineSpec, layout: Layout) -> Iterator[Problem]:
    """Exceptions for resources that are not in the tree."""
    for number, accept in enumerate(spec.accept):
        if accept.resource is not None and _place(tree, spec, layout, accept)[0] is None:
            message = f"the stack has no `{accept.resource}`; write an address that `terraform state list` would show"
            yield Problem(("accept", number, "resource"), message)


def _until(accept: Accept) -> str:
    return f" until {accept.until.isoformat()}" if accept.until else ""


def _place(tree: Mapping[str, bytes], spec: PipelineSpec, layout: Layout, accept: Accept) -> tuple[str | None, bytes]:
    """The file with the resource's block, and the block's first line."""
    address = _ADDRESS.fullmatch(accept.resource or "")
    if address is None:
        return None, b""
    root, modules, _ = folders(layout)
    called = {call.label: f"{modules}{call.module}/" for call in plan_calls(Facts(spec))}
    folder = called.get(address["module"]) if address["module"] else root
    header = f'resource "{address["type"]}" "{address["name"]}" {{\n'.encode()
    files = (path for path in tree if folder is not None and path.rpartition("/")[0] == folder.rstrip("/"))
    return next((path for path in files if b"\n" + header in tree[path]), None), header
