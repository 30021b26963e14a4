"""The catalogue of controls: one file a control, found by walking the folder."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from pipewarden.control import Control

_HEADING = re.compile(r"^(Why|Fix)\n-+\n", re.MULTILINE)


@cache
def catalogue() -> tuple[Control, ...]:
    """All controls, sorted by id."""
    return tuple(sorted((_control(module) for module in _modules()), key=lambda control: control.id))


def find(name: str) -> Control | None:
    """The control with that id or former id."""
    return next((control for control in catalogue() if name in (control.id, *control.aliases)), None)


def hint(name: str) -> str:
    """What to do about a name that is no control's: the nearest one, or where they are listed."""
    near = difflib.get_close_matches(name, [control.id for control in catalogue()], n=1)
    return f"did you mean `{near[0]}`?" if near else "`pipewarden controls` lists them"


def _modules() -> Iterator[ModuleType]:
    for package in pkgutil.iter_modules(__path__):
        if not package.ispkg:
            continue
        family = importlib.import_module(f"{__name__}.{package.name}")
        for module in pkgutil.iter_modules(family.__path__):
            yield importlib.import_module(f"{family.__name__}.{module.name}")


def _control(module: ModuleType) -> Control:
    family, name = module.__name__.split(".")[-2:]
    summary, why, fix = docstring_parts(module.__doc__ or "")
    return Control(
        id=name.replace("_", "-"),
        family=family,
        severity=module.SEVERITY,
        summary=summary,
        why=why,
        fix=fix,
        equivalents=getattr(module, "EQUIVALENTS", ()),
        aliases=getattr(module, "ALIASES", ()),
        opt_in=getattr(module, "OPT_IN", False),
        judge=module.judge,
    )


def docstring_parts(docstring: str) -> tuple[str, str, str]:
    """Summary, *Why* and *Fix* of a control's docstring; a part that is missing is empty."""
    summary, *rest = _HEADING.split(docstring.strip())
    parts = dict(zip(rest[::2], (text.strip() for text in rest[1::2]), strict=True))
    return summary.strip(), parts.get("Why", ""), parts.get("Fix", "")
