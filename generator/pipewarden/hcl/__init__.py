"""Reads Terraform files into a frozen syntax tree with spans; the only importer of hcl2 and lark."""

from __future__ import annotations

from pipewarden.hcl.fault import HclSyntaxError, render_problem
from pipewarden.hcl.reader import MAX_BYTES, parse, parse_expression, parse_template

__all__ = ["MAX_BYTES", "HclSyntaxError", "parse", "parse_expression", "parse_template", "render_problem"]
