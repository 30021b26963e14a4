"""The spec file: its model, its loading with line numbers, and its errors."""

from __future__ import annotations

from pipewarden.spec.errors import SpecError
from pipewarden.spec.load import load
from pipewarden.spec.model import PipelineSpec

__all__ = ["PipelineSpec", "SpecError", "load"]
