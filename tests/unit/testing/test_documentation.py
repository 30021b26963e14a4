"""What `docs/testing.md` shows is what runs."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from pipewarden.testing import Options, Terratest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")


def test_the_test_that_the_page_shows_is_the_one_that_is_recorded() -> None:
    source = (ROOT / "tests" / "terratest" / "test_infra.py").read_text(encoding="utf-8")
    shown = source.partition('"""\n\n')[2]
    assert f"```python\n{shown}```" in PAGE
    assert len([line for line in shown.splitlines() if line]) <= 10


def test_the_page_names_every_verb() -> None:
    verbs = {name for name, _ in inspect.getmembers(Terratest, inspect.isfunction) if not name.startswith("_")}
    assert verbs == set(re.findall(r"`(\w+)\((?:KEY)?\)`", PAGE))


def test_the_page_names_every_option() -> None:
    options = set(Options.__struct_fields__) - {"terraform_dir"}
    assert options == set(re.findall(r"`(\w+)`", PAGE.partition("takes `vars`")[2].partition(".")[0])) | {"vars"}
