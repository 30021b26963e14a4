"""Exceptions from a control."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from pipewarden.spec.base import Line, Model


class Accept(Model):
    """An exception: a finding that does not count, and why."""

    control: Annotated[Line, Field(pattern=r"^[a-z][a-z0-9-]+$")]
    """The control's id."""
    resource: Annotated[Line, Field(pattern=r"^(module\.[\w-]+\.)?[a-z0-9_]+\.[\w-]+(\[.+\])?$")] | None = None
    """The resource's address; without one, all findings of the control are accepted."""
    reason: Annotated[Line, Field(min_length=8)]
    """Why it is accepted."""
    until: datetime.date | None = None
    """The last day of the exception."""
