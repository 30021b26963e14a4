"""Specs with random damage: an error with a place, or a spec that renders; never anything else."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from pipewarden.render import render
from pipewarden.spec import SpecError, load

SPEC = (Path(__file__).parents[2] / "golden/everything/spec.yaml").read_text(encoding="utf-8")
PIECES = (
    *("${x}", "%{", '"', "'", "\\", "\n", "\t", "{", "}", "[", "]", ":", "- ", "#", "&a", "*a", "!!x", "~", "null"),
    *("1", "true", "é", "\u202e", "\x00", "\ud800", "  ", "0123", "1e5", ".inf", "<<", "---\n", "...", "|", ">", "@"),
)


def damaged(chosen: random.Random) -> str:
    text = SPEC
    for _ in range(chosen.randint(1, 3)):
        start = chosen.randrange(len(text))
        text = (
            text[:start]
            + chosen.choice(PIECES) * chosen.choice([1, 1, 1, 40])
            + text[start + chosen.choice([0, 0, 5]) :]
        )
    return text


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_an_error_with_a_place_or_renders(seed: int) -> None:
    try:
        spec = load(damaged(random.Random(seed)), "x.yaml")
    except SpecError as error:
        assert all(re.match(r"x\.yaml:\d+:\d+: ", line) for line in str(error).splitlines())
    else:
        assert "main.tf" in render(spec)
