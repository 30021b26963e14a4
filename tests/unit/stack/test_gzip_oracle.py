"""`base64gzip` gives the bytes that Terraform gives."""

from __future__ import annotations

import random
from pathlib import Path

from terraform_fixtures import OfflineTerraform
from unit.stack.oracle import differences, our_answers, terraform_answers, write_outputs

REPOSITORY = Path(__file__).parents[3]


def _texts() -> list[str]:
    """Texts for every form of a block: none, few bytes, long runs, prose, chance, and more than one window holds."""
    chance = random.Random(1)
    texts = ["", "a", "abc", "a" * 258, "abcd" * 1000, "a" * 70_000, "naïve 😀" * 20]
    texts += [path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "docs").glob("*.md"))[:3]]
    for alphabet in ("ab", "0123456789abcdef", "".join(map(chr, range(32, 127)))):
        texts += ["".join(chance.choices(alphabet, k=size)) for size in (2, 20, 300, 5000)]
        words = ["".join(chance.choices(alphabet, k=chance.randint(1, 30))) for _ in range(40)]
        texts += ["".join(chance.choices(words, k=size)) for size in (3, 50, 2000)]
    return texts


def test_a_text_is_compressed_as_terraform_compresses_it(terraform: OfflineTerraform, tmp_path: Path) -> None:
    texts = _texts()
    for index, text in enumerate(texts):
        (tmp_path / f"{index}.txt").write_text(text, encoding="utf-8", newline="")
    expressions = [f'base64gzip(file("{index}.txt"))' for index in range(len(texts))]
    write_outputs(tmp_path, expressions)
    terraform.ok(tmp_path, "apply", "-auto-approve")
    theirs = terraform_answers(terraform.ok(tmp_path, "output", "-json"), len(expressions))
    assert differences(expressions, our_answers(tmp_path, len(expressions)), theirs) == {}
