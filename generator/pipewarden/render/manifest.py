"""The manifest of a rendered tree: which version rendered what, so that hand edits are seen and can be merged.

It lies in the tree as `.pipewarden/manifest.json`, and holds the text of every file as it was rendered: the base of
a three-way merge.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType

import msgspec
from msgspec import Struct

from pipewarden import __version__
from pipewarden.errors import PipewardenError
from pipewarden.render.tree import Layout, Tree, render
from pipewarden.spec.model import PipelineSpec

PATH = ".pipewarden/manifest.json"
SCHEMA_VERSION = 1


class _Entry(msgspec.Struct, frozen=True):
    sha256: str
    text: str


class _Tool(msgspec.Struct, frozen=True):
    name: str
    version: str


class _Document(msgspec.Struct, frozen=True):
    schema_version: int
    tool: _Tool
    spec_sha256: str
    layout: str
    files: dict[str, _Entry]


class Manifest(Struct, frozen=True):
    """What a tree was rendered from. `files` maps each path to the bytes that were rendered."""

    version: str
    spec_sha256: str
    layout: str
    files: Mapping[str, bytes]

    @property
    def digests(self) -> Mapping[str, str]:
        """The sha256 of each file, in hexadecimal."""
        return {path: hashlib.sha256(data).hexdigest() for path, data in self.files.items()}


def spec_digest(spec: PipelineSpec) -> str:
    """The sha256 of what a spec means: comments, order of keys, defaults written out and new keys do not change it."""
    text = json.dumps(spec.model_dump(mode="json", exclude_defaults=True), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def stamped(spec: PipelineSpec, layout: Layout = "stack") -> Tree:
    """The tree of a spec with its manifest in it: what is written to disk."""
    tree = render(spec, layout)
    document = _Document(
        schema_version=SCHEMA_VERSION,
        tool=_Tool("pipewarden", __version__),
        spec_sha256=spec_digest(spec),
        layout=layout,
        files={path: _Entry(hashlib.sha256(data).hexdigest(), data.decode()) for path, data in tree.items()},
    )
    text = json.dumps(msgspec.to_builtins(document), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    return MappingProxyType(dict(sorted({**tree, PATH: text.encode()}.items())))


def parse(data: bytes, file: str = PATH) -> Manifest:
    """The manifest that `data` holds; `file` is its name in errors."""
    try:
        found = msgspec.json.decode(data, type=_Document)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"this is no manifest: {error}; restore it, or remove it to go on without"
        raise PipewardenError(message, file=file) from None
    if found.schema_version > SCHEMA_VERSION:
        message = f"the manifest is of pipewarden {found.tool.version}; use that version or a newer one"
        raise PipewardenError(message, file=file)
    files = {path: entry.text.encode() for path, entry in found.files.items()}
    return Manifest(found.tool.version, found.spec_sha256, found.layout, MappingProxyType(files))
