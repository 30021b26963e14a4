"""Builds a stack from files that a test writes down."""

from __future__ import annotations

import textwrap
from pathlib import Path

from pipewarden.stack import Deployment, build
from pipewarden.stack.model import Stack
from pipewarden.stack.values import Value


def stack_of(folder: Path, files: dict[str, str] | str, deployment: Deployment | None = None, root: str = "") -> Stack:
    """The stack of these files, or of one `main.tf`."""
    for name, text in ({"main.tf": files} if isinstance(files, str) else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return build(folder, deployment, root)


def output_of(folder: Path, files: dict[str, str] | str, deployment: Deployment | None = None) -> Value | None:
    """The output `x` of these files."""
    return stack_of(folder, files, deployment).output("x")
