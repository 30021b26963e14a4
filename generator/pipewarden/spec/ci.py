"""The files with which a CI service checks the stack on every change."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipewarden.spec.base import Model, Package, RepositoryPath

System = Literal["codebuild", "github", "gitlab"]


def _once_each(systems: tuple[System, ...]) -> tuple[System, ...]:
    if len(set(systems)) < len(systems):
        raise ValueError("names a system twice; write each once")
    return systems


class Ci(Model):
    """Where the stack's repository is checked, and what lies where in it."""

    systems: Annotated[tuple[System, ...], Field(min_length=1), AfterValidator(_once_each)]
    """The CI services to render a file for."""
    directory: RepositoryPath = "infra"
    """The rendered folder's path in the repository; `.` is the repository's root."""
    spec: RepositoryPath = "pipeline.yaml"
    """This file's path in the repository."""
    package: Package | None = None
    """What pip installs: a version, a file or a URL. Without it, `pipewarden` of the version that renders the stack."""
