"""Reads the JSON of a Terraform plan into the same stack."""

from __future__ import annotations

from pipewarden.plan.read import read

__all__ = ["read"]
