"""What the documentation tells to run is what the command line takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from pipewarden.cli.application import VERBS, application
from pipewarden.cli.page import page

REPOSITORY = Path(__file__).parents[3]
PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(?:sh|yaml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^(?:.*\| |- run: )?(pipewarden [a-z].*?)(?: +#.*| \|\| true| \| .*)?$")


def _commands() -> list[object]:
    """The command lines in the blocks of the pages."""
    blocks = [(path.name, block) for path in PAGES for block in _BLOCK.findall(path.read_text(encoding="utf-8"))]
    lines = [(name, _COMMAND.match(line.strip())) for name, block in blocks for line in block.splitlines()]
    return [pytest.param(match[1], id=f"{name}: {match[1]}") for name, match in lines if match]


def _verb(words: list[str]) -> tuple[Any, list[str]]:
    """The verb that a command line names, and what follows it."""
    command: Any = typer.main.get_command(application())
    while hasattr(command, "commands"):
        command, words = command.commands[words[0]], words[1:]
    return command, words


@pytest.mark.parametrize("line", _commands())
def test_a_documented_command_is_taken(line: str) -> None:
    verb, words = _verb(shlex.split(line)[1:])
    verb.make_context("pipewarden", words)


def test_the_readme_shows_every_verb() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"\npipewarden {verb}" not in text] == []


def test_every_verb_has_an_example() -> None:
    sections = page().split("\n## ")[1:]
    assert len(sections) == len(VERBS) + 2, "policy has three verbs"
    assert [each.splitlines()[0] for each in sections if "```sh\npipewarden" not in each] == []
