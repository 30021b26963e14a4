"""What starts a pipeline whose source is a connection: pushes and pull requests, filtered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipewarden.spec.base import ActionName, Line, Model

Patterns = Annotated[tuple[Annotated[Line, Field(min_length=1, max_length=255)], ...], Field(max_length=8)]


class Filter(Model):
    """Glob patterns of branches, tags or files."""

    includes: Patterns = ()
    """What counts."""
    excludes: Patterns = ()
    """What does not, though it is included."""


class Push(Model):
    """Pushes of commits to branches, or of tags."""

    branches: Filter | None = None
    """Which branches."""
    files: Filter | None = None
    """Which files; only together with branches."""
    tags: Filter | None = None
    """Which tags; not together with branches."""


class PullRequest(Model):
    """Pull requests."""

    events: Annotated[tuple[Literal["OPEN", "UPDATED", "CLOSED"], ...], Field(min_length=1)] = ("OPEN", "UPDATED")
    """What happens to them."""
    branches: Filter
    """The branches that they are to be merged into."""
    files: Filter | None = None
    """Which files they change."""


class Trigger(Model):
    """A filter of what starts the pipeline."""

    source: ActionName
    """The source action that it is about."""
    push: Annotated[tuple[Push, ...], Field(max_length=3)] = ()
    """Which pushes; any of them will do."""
    pull_request: Annotated[tuple[PullRequest, ...], Field(max_length=3)] = ()
    """Which pull requests; any of them will do."""
