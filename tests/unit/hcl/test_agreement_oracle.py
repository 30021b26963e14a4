"""Terraform and we refuse the same damaged files."""

from __future__ import annotations

import random
import re
from pathlib import Path

from pipewarden import hcl
from terraform_fixtures import TESTS, OfflineTerraform

MUTANTS = 600
INSERTED = [*'{}[]()"$%.,:=?!<\\~#/* \n-a1', "${", "%{", "<<E\n", "...", "[*]", ".*", "for "]


def _items() -> list[str]:
    """The items of the corpus, each a file of its own."""
    texts = [path.read_bytes().decode("utf-8-sig") for path in sorted((TESTS / "corpus" / "ok").iterdir())]
    return [
        text[item.span.start : item.span.end] + "\n" for text in texts for item in hcl.parse(text.encode()).body.items
    ]


def _damaged(text: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 2)):
        at = dice.randrange(len(text))
        if dice.random() < 0.5:
            text = text[:at] + text[at + 1 :] or " "
        else:
            text = text[:at] + dice.choice(INSERTED) + text[at:]
    return text


def test_damaged_files_are_refused_alike(tmp_path: Path, terraform: OfflineTerraform) -> None:
    dice = random.Random(20)
    items = _items()
    files = {f"m{number}.tf": _damaged(dice.choice(items), dice) for number in range(MUTANTS)}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    done = terraform.run(tmp_path, "fmt", "-write=false", "-list=false")
    refused = set(re.findall(r"on (\S+\.tf) line", done.stderr))
    assert 100 < len(refused) < MUTANTS - 100
    ours = {name for name, text in files.items() if hcl.parse(text.encode()).problem is not None}
    assert {name: files[name] for name in refused ^ ours} == {}
