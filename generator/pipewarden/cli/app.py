"""The whole command line, with every verb."""

from __future__ import annotations

from pipewarden.cli.application import application

app = application()
