"""The spec file: its model, its loading with line numbers, and its errors."""

from __future__ import annotations

from .errors import SpecError
from .load import load
from .model import PipelineSpec

__all__ = ["PipelineSpec", "SpecError", "load"]
