"""Reads Terraform files into a frozen syntax tree with spans; the only importer of hcl2 and lark."""

from __future__ import annotations

from pipewarden.hcl.cache import Cache
from pipewarden.hcl.fault import HclSyntaxError, render_problem
from pipewarden.hcl.many import Source, parse_many
from pipewarden.hcl.reader import MAX_BYTES, parse, parse_expression, parse_template

__all__ = [
    "MAX_BYTES",
    "Cache",
    "HclSyntaxError",
    "Source",
    "parse",
    "parse_expression",
    "parse_many",
    "parse_template",
    "render_problem",
]
