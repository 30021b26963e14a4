"""Turns templates into text: Jinja2 with Terraform's own way of writing literals."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipewarden.render.layout import lay_out
from pipewarden.render.literal import key, listed, quote, value


def fill(template: str, context: dict[str, Any]) -> bytes:
    """The bytes of one file; Terraform files come out as `terraform fmt` leaves them."""
    text = _environment().get_template(template).render(context)
    if template.endswith((".tf.j2", ".tfvars.j2", ".hcl.j2")):
        text = lay_out(text)
    return text.encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(template_folder()),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(quote=quote, hcl=value, key=key, listed=listed, toml=_toml)
    return environment


def template_folder() -> Path:
    """Where the templates lie: inside an installed package, or beside the sources."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def _toml(item: str | int | bool | date | tuple[str, ...]) -> str:
    if isinstance(item, date):
        return item.isoformat()
    # A JSON text, number, truth value or list of texts is the same in TOML, but for control characters.
    return json.dumps(item, ensure_ascii=False)
