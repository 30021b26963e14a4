"""Bad specs: each file of `err/` says on its lines what is wrong there, and everything is reported at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipewarden.spec import SpecError, load

FOLDER = Path(__file__).parent / "err"
EXPECTATION = re.compile(r"# expect: (.+)$")


def expectations(text: str) -> list[tuple[int, str]]:
    """Line and message of each problem; several on one line are parted by ` & `."""
    return [
        (number, message)
        for number, line in enumerate(text.splitlines(), 1)
        if (found := EXPECTATION.search(line))
        for message in found[1].split(" & ")
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_everything_that_is_wrong_is_reported(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load(text, path.name)
    found = sorted((error.line, error.message) for error in caught.value.errors)
    assert found == sorted(expectations(text))
    assert all(re.match(r"[\w-]+\.yaml:\d+:\d+: ", line) for line in str(caught.value).splitlines())
