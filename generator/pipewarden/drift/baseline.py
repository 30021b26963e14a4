"""What hand edits are compared with: the tree as it was rendered last."""

from __future__ import annotations

from collections.abc import Mapping

from pipewarden import __version__
from pipewarden.render import Manifest

Files = Mapping[str, bytes]


def baseline(rendered: Files, manifest: Manifest | None, spec_sha256: str) -> Files:
    """The files of the last rendering: the manifest's, unless today's rendering says what they must have been.

    A manifest of this version and of this very spec has to agree with the rendering; it is not asked, because who
    edits a file by hand can edit the manifest too.
    """
    if manifest is None or (manifest.version == __version__ and manifest.spec_sha256 == spec_sha256):
        return rendered
    return manifest.files
